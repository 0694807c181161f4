package io.slipway.metadata.key;

/** Verifies signatures. Implementations are pure and may be called by several threads. */
@FunctionalInterface
public interface SignatureVerifier {

    /**
     * Says whether the signature is this key's signature of the message. A key or signature that cannot be understood, or a scheme that is not known,
     * makes it {@code false}, never an exception.
     */
    boolean verifies(VerificationKey key, byte[] message, byte[] signature);
}
