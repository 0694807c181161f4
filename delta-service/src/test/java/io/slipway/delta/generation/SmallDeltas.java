package io.slipway.delta.generation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;

import io.slipway.payload.create.CreatedPayload;
import io.slipway.payload.index.IndexReference;
import io.slipway.payload.index.Sha256;

/** Makes "deltas" of a given size, which nobody could apply. */
final class SmallDeltas implements DeltaMaker {

    private int length = 100;
    private boolean makesAnotherImage;
    private byte[] source = new byte[0];

    /** What it makes from now on; 0 for running out of memory. */
    void makes(int bytes) {
        length = bytes;
    }

    void makesAnotherImage() {
        makesAnotherImage = true;
    }

    /** The source that it was given last. */
    byte[] source() {
        return source;
    }

    @Override
    public long scratchBytes(Image from, Image image) {
        return from.length() + image.length();
    }

    @Override
    public CreatedPayload make(Path from, Path image, Path payload, Path scratch, LongConsumer progress)
            throws IOException {
        if (length == 0) {
            throw new OutOfMemoryError("Java heap space");
        }
        source = Files.readAllBytes(from);
        byte[] content = Files.readAllBytes(image);
        Files.write(scratch.resolve("spilled"), content);
        byte[] delta = new byte[length];
        Files.write(payload, delta);
        progress.accept(content.length);
        return new CreatedPayload(
                content.length,
                Sha256.ofContent(makesAnotherImage ? source : content),
                delta.length,
                Sha256.ofContent(delta),
                new IndexReference(10, Sha256.ofContent(new byte[10])));
    }
}
