package io.slipway.delta.generation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.LongConsumer;

import io.slipway.payload.create.CreatedPayload;
import io.slipway.payload.index.PayloadRefusedException;

/** Makes delta payloads. */
public interface DeltaMaker {

    /** Most bytes of disk that {@link #make} takes in its scratch directory. */
    long scratchBytes(Image source, Image image);

    /**
     * Makes a delta and applies it to the source, to see that the image comes out; blocks. Its memory is bounded.
     *
     * @param source file of the source image
     * @param image file of the image to be made
     * @param payload a file that does not exist yet; none stays behind on failure
     * @param scratch an empty directory for what does not fit into memory
     * @param progress told how many bytes of the image are done; may throw to stop the work
     * @throws PayloadRefusedException if the format permits no such delta
     * @throws IOException if a file cannot be read or written, or the thread is interrupted
     */
    CreatedPayload make(Path source, Path image, Path payload, Path scratch, LongConsumer progress)
            throws IOException, PayloadRefusedException;
}
