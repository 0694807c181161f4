package io.slipway.delta.generation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.LongConsumer;

import io.slipway.payload.create.CreateDelta;
import io.slipway.payload.create.CreatedPayload;
import io.slipway.payload.index.PayloadRefusedException;

/**
 * Makes deltas by {@link CreateDelta}, which compares the images with everything in them unpacked and applies what it made.
 *
 * @param creation with its settings
 */
public record ProvenDeltaMaker(CreateDelta creation) implements DeltaMaker {

    @Override
    public long scratchBytes(Image source, Image image) {
        return Workspace.scratchBytes(source, image);
    }

    @Override
    public CreatedPayload make(Path source, Path image, Path payload, Path scratch, LongConsumer progress)
            throws IOException, PayloadRefusedException {
        return creation.create(source, image, payload, scratch, progress).payload();
    }
}
