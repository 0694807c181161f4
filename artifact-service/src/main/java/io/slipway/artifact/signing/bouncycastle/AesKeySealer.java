package io.slipway.artifact.signing.bouncycastle;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

import io.slipway.artifact.signing.KeySealer;
import io.slipway.artifact.signing.OnlineRole;
import io.slipway.artifact.signing.SealedKey;
import io.slipway.artifact.tenant.Tenant;
import io.slipway.metadata.key.SigningKey;
import io.slipway.metadata.key.bouncycastle.Ed25519SigningKey;

/**
 * Seals Ed25519 keys: version byte 1, 12 random bytes, AES-256-GCM over the 32 bytes of the private key (RFC 8032) with tenant and role as associated data,
 * so that no key can be moved to another row. The AES key comes from the secret by HKDF-SHA256 (RFC 5869).
 */
public final class AesKeySealer implements KeySealer {

    private static final byte VERSION = 1;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final int LEAST_SECRET = 16;

    private final SecretKey key;
    private final SecureRandom random;

    /** @param secret 16 bytes or more */
    public AesKeySealer(byte[] secret, SecureRandom random) {
        if (secret.length < LEAST_SECRET) {
            throw new IllegalArgumentException("the secret of the online keys: expected at least " + LEAST_SECRET
                    + " bytes, found " + secret.length);
        }
        this.key = derived(secret);
        this.random = random;
    }

    @Override
    public SealedKey make(Tenant tenant, OnlineRole role) {
        byte[] seed = Ed25519SigningKey.generate(random).seed();
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, tenant, role).doFinal(seed);
            return new SealedKey(
                    role,
                    ByteBuffer.allocate(1 + NONCE + sealed.length)
                            .put(VERSION)
                            .put(nonce)
                            .put(sealed)
                            .array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM", e);
        } finally {
            Arrays.fill(seed, (byte) 0);
        }
    }

    @Override
    public SigningKey open(Tenant tenant, SealedKey sealed) {
        ByteBuffer bytes = ByteBuffer.wrap(sealed.bytes());
        try {
            if (bytes.remaining() <= 1 + NONCE || bytes.get() != VERSION) {
                throw new GeneralSecurityException("not a sealed key of version " + VERSION);
            }
            byte[] nonce = new byte[NONCE];
            bytes.get(nonce);
            byte[] content = new byte[bytes.remaining()];
            bytes.get(content);
            byte[] seed =
                    cipher(Cipher.DECRYPT_MODE, nonce, tenant, sealed.role()).doFinal(content);
            return Ed25519SigningKey.of(seed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "The online key " + sealed.role() + " of tenant " + tenant + " cannot be opened. Is"
                            + " slipway.artifact.online-key-secret the file it was made with?",
                    e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, Tenant tenant, OnlineRole role) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD((tenant.name() + "/" + role.roleName()).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static SecretKey derived(byte[] secret) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            "AES",
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(secret)
                                    .thenExpand("slipway online keys".getBytes(StandardCharsets.UTF_8), 32));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Java 25 and later have HKDF", e);
        }
    }
}
