package io.slipway.artifact.repository.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import io.slipway.artifact.signing.OnlineKeys;
import io.slipway.metadata.key.SigningKey;
import io.slipway.metadata.key.VerificationKey;

/**
 * The public online keys, which the operator's root and targets metadata has to name.
 *
 * @param snapshot for the role snapshot in root
 * @param timestamp for the role timestamp in root
 * @param payloads for the delegation to payloads in targets
 */
@Schema(name = "OnlineKeys")
public record OnlineKeysView(KeyView snapshot, KeyView timestamp, KeyView payloads) {

    static OnlineKeysView of(OnlineKeys keys) {
        return new OnlineKeysView(
                KeyView.of(keys.snapshot()), KeyView.of(keys.timestamp()), KeyView.of(keys.payloads()));
    }

    /**
     * A public key in the form of TUF 1.0 section 4.2.
     *
     * @param keyid SHA-256 of the key's canonical form
     * @param keytype for example {@code ed25519}
     * @param scheme for example {@code ed25519}
     * @param keyval the value
     */
    @Schema(name = "OnlineKey")
    public record KeyView(String keyid, String keytype, String scheme, Value keyval) {

        private static KeyView of(SigningKey key) {
            VerificationKey verification = key.verificationKey();
            return new KeyView(
                    verification.id().hex(),
                    verification.keyType(),
                    verification.scheme(),
                    new Value(verification.publicValue()));
        }
    }

    /**
     * The value of a key.
     *
     * @param publicValue hexadecimal for Ed25519, PEM for ECDSA
     */
    @Schema(name = "OnlineKeyValue")
    public record Value(@JsonProperty("public") String publicValue) {}
}
