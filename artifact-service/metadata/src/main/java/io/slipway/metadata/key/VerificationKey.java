package io.slipway.metadata.key;

import io.slipway.metadata.canonical.CanonicalForm;
import io.slipway.metadata.canonical.JsonObject;
import io.slipway.metadata.digest.Sha256;

/**
 * A public key as it stands in metadata: {@code {"keytype":…,"scheme":…,"keyval":{"public":…}}} (TUF 1.0 section 4.2).
 *
 * <p>The document is kept as it came, because the id covers also members that are not known here. A scheme that no verifier knows is no error: its
 * signatures count nothing.
 *
 * @param document the key's object; {@code keytype}, {@code scheme} and {@code keyval.public} are strings in it
 * @param id the SHA-256 of the document's canonical form
 */
public record VerificationKey(JsonObject document, KeyId id) {

    public VerificationKey {
        document.string("keytype");
        document.string("scheme");
        document.object("keyval").string("public");
        if (!id.equals(idOf(document))) {
            throw new IllegalArgumentException("key id: expected " + idOf(document) + ", found " + id);
        }
    }

    /**
     * Reads a key.
     *
     * @throws IllegalArgumentException if a member is missing or of the wrong type
     */
    public static VerificationKey read(JsonObject document) {
        return new VerificationKey(document, idOf(document));
    }

    /** The key of this scheme. {@code publicValue} is hexadecimal for Ed25519 and a PEM SubjectPublicKeyInfo for ECDSA. */
    public static VerificationKey of(SignatureScheme scheme, String publicValue) {
        return read(JsonObject.builder()
                .put("keytype", scheme.keyType())
                .put("scheme", scheme.word())
                .put("keyval", JsonObject.builder().put("public", publicValue).build())
                .build());
    }

    /** The kind of key, for example {@code ecdsa}. */
    public String keyType() {
        return document.string("keytype");
    }

    /** The signature scheme, for example {@code ecdsa-sha2-nistp256}. */
    public String scheme() {
        return document.string("scheme");
    }

    /** The public value in the form that the scheme asks for. */
    public String publicValue() {
        return document.object("keyval").string("public");
    }

    private static KeyId idOf(JsonObject document) {
        return new KeyId(Sha256.of(CanonicalForm.of(document)));
    }
}
