package io.slipway.standalone.bench.delta;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Ours: makes payloads and applies them. */
public interface DeltaMaker {

    /**
     * Makes a payload. Blocks until it is there.
     *
     * @param from the image that the device has; none for a full payload
     * @param to the image that it gets
     * @param output the payload's file, to be made
     * @return the payload's length and what it took; {@link Outcome.NotRun} if none was made
     */
    Outcome make(Optional<Path> from, Path to, Path output) throws IOException;

    /**
     * Applies a payload. Blocks until the target is durable.
     *
     * @param source the image that the device has
     * @param target file to be made
     * @return the target's length and what it took; {@link Outcome.NotRun} if it was not applied
     */
    Outcome apply(Path source, Path payload, Path target) throws IOException;
}
