package io.slipway.metadata.key;

/**
 * A private key that signs metadata. Where the key material lives (memory, token, remote signer) is the implementation's business; it never shows it
 * in {@code toString}.
 */
public interface SigningKey {

    /** The public half. */
    VerificationKey verificationKey();

    /** The signature of the message in the form that the key's scheme asks for. */
    byte[] sign(byte[] message);
}
