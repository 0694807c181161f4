package io.slipway.metadata;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

import io.slipway.metadata.digest.Sha256;
import io.slipway.metadata.key.SigningKey;
import io.slipway.metadata.key.bouncycastle.EcdsaP256SigningKey;
import io.slipway.metadata.key.bouncycastle.Ed25519SigningKey;
import io.slipway.metadata.role.Authority;

/** Keys that are the same in every run, so that golden files are too. Never use them for anything but tests. */
public final class SampleKeys {

    public static final SigningKey ROOT_1 = ed25519("root-1");
    public static final SigningKey ROOT_2 = ecdsa("root-2");
    public static final SigningKey ROOT_3 = ed25519("root-3");
    public static final SigningKey TARGETS_1 = ed25519("targets-1");
    public static final SigningKey TARGETS_2 = ecdsa("targets-2");
    public static final SigningKey SNAPSHOT = ecdsa("snapshot");
    public static final SigningKey TIMESTAMP = ed25519("timestamp");
    public static final SigningKey PAYLOADS = ed25519("payloads");
    public static final SigningKey NEW_SNAPSHOT = ed25519("new-snapshot");
    public static final SigningKey NEW_TIMESTAMP = ed25519("new-timestamp");
    public static final SigningKey THIEF = ed25519("thief");

    private SampleKeys() {}

    /** A threshold of these keys. */
    public static Authority authority(int threshold, SigningKey... keys) {
        return Authority.of(
                threshold,
                List.of(keys).stream().map(SigningKey::verificationKey).toList());
    }

    private static SigningKey ed25519(String name) {
        return Ed25519SigningKey.of(HexFormat.of().parseHex(digest(name)));
    }

    private static SigningKey ecdsa(String name) {
        return EcdsaP256SigningKey.of(new BigInteger(digest(name), 16).shiftRight(1));
    }

    private static String digest(String name) {
        return Sha256.of(("slipway test key " + name).getBytes(StandardCharsets.UTF_8))
                .hex();
    }
}
