package io.slipway.artifact.publication;

import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;

import io.slipway.metadata.digest.Sha256;

/** An artifact that comes in one request. */
public interface IncomingArtifact {

    /** The digest that the client said before the bytes, empty if it did not. */
    Optional<Sha256> declared();

    /** How many bytes the client said before them that there are, empty if it did not. */
    OptionalLong length();

    /** More bytes than this cannot come. */
    long atMost();

    /** The bytes. Reading fails with an {@link java.io.EOFException} or another {@code IOException} if the request breaks off before their end. */
    InputStream bytes();

    /** The digest that the client said before or after the bytes; called when they have been read to their end. */
    Optional<Sha256> declaredAfterwards();
}
