package io.slipway.metadata.role;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.slipway.metadata.canonical.CanonicalForm;
import io.slipway.metadata.canonical.JsonArray;
import io.slipway.metadata.canonical.JsonLimits;
import io.slipway.metadata.canonical.JsonObject;
import io.slipway.metadata.canonical.JsonReader;
import io.slipway.metadata.canonical.JsonText;
import io.slipway.metadata.canonical.JsonValue;
import io.slipway.metadata.key.KeyId;
import io.slipway.metadata.key.SigningKey;
import io.slipway.metadata.refusal.MetadataRefusedException;

/**
 * What a metadata file holds: {@code {"signatures":[…],"signed":{…}}} (TUF 1.0 section 4.2). Reading one proves nothing; {@link Authority#verify}
 * does.
 *
 * @param signed the role's JSON, as it came, members that are not known here included: signatures cover them all
 * @param signatures at most 64, each key once; copied
 */
public record SignedMetadata(JsonObject signed, List<Signature> signatures) {

    private static final int MAX_SIGNATURES = 64;

    public SignedMetadata {
        signatures = List.copyOf(signatures);
        if (signatures.size() > MAX_SIGNATURES) {
            throw new IllegalArgumentException(
                    "signatures: expected at most " + MAX_SIGNATURES + ", found " + signatures.size());
        }
        Set<KeyId> signers = new HashSet<>();
        for (Signature signature : signatures) {
            if (!signers.add(signature.keyId())) {
                throw new IllegalArgumentException(
                        "signatures: expected each key once, found " + signature.keyId() + " again");
            }
        }
    }

    /** Metadata that nobody has signed yet, for example to be carried to an offline key. */
    public static SignedMetadata unsigned(Role role) {
        return new SignedMetadata(role.toJson(), List.of());
    }

    /** Metadata signed by each of the keys. */
    public static SignedMetadata sign(Role role, Collection<? extends SigningKey> keys) {
        SignedMetadata metadata = unsigned(role);
        for (SigningKey key : keys) {
            metadata = metadata.signedBy(key);
        }
        return metadata;
    }

    /**
     * Reads a file within {@link JsonLimits#METADATA}.
     *
     * @param file named in refusals
     * @throws MetadataRefusedException with {@code Malformed} if the bytes are not such a file
     */
    public static SignedMetadata read(String file, byte[] bytes) {
        return RoleDocument.refusingMalformed(file, () -> {
            JsonObject document =
                    JsonReader.readObject(bytes, JsonLimits.METADATA).requireOnly("signed", "signatures");
            List<Signature> signatures = new ArrayList<>();
            for (JsonObject signature : document.array("signatures").objects()) {
                signatures.add(new Signature(KeyId.of(signature.string("keyid")), signature.string("sig")));
            }
            return new SignedMetadata(document.object("signed"), signatures);
        });
    }

    /** The same metadata with this key's signature added, or renewed if it was there. */
    public SignedMetadata signedBy(SigningKey key) {
        KeyId keyId = key.verificationKey().id();
        List<Signature> all = new ArrayList<>(signatures);
        all.removeIf(s -> s.keyId().equals(keyId));
        all.add(Signature.of(keyId, key.sign(signedBytes())));
        return new SignedMetadata(signed, all);
    }

    /** The bytes that signatures cover. */
    public byte[] signedBytes() {
        return CanonicalForm.of(signed);
    }

    /** The file. */
    public byte[] bytes() {
        List<JsonValue> list = new ArrayList<>();
        for (Signature signature : signatures) {
            list.add(JsonObject.builder()
                    .put("keyid", signature.keyId().hex())
                    .put("sig", signature.hex())
                    .build());
        }
        return JsonText.bytes(JsonObject.builder()
                .put("signatures", new JsonArray(list))
                .put("signed", signed)
                .build());
    }
}
