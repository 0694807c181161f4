package io.slipway.delta.generation;

import java.io.IOException;
import java.nio.file.Path;

import io.slipway.delta.generation.Making.Failed;

/** Does the work of each way, each time in a workspace of its own that is gone afterwards, and not without room on the disk for it. */
public final class PayloadMaker {

    private final FullPayloadMaker full;
    private final DeltaPayloadMaker delta;
    private final BackMaker back;
    private final Path workDirectory;
    private final long reservedBytes;

    /**
     * A maker that works below a directory.
     *
     * @param workDirectory holds one workspace per attempt
     * @param reservedBytes bytes that have to stay free on the disk of {@code workDirectory}
     */
    public PayloadMaker(
            FullPayloadMaker full, DeltaPayloadMaker delta, BackMaker back, Path workDirectory, long reservedBytes) {
        this.full = full;
        this.delta = delta;
        this.back = back;
        this.workDirectory = workDirectory;
        this.reservedBytes = reservedBytes;
    }

    /** Removes what a crashed process left in the work directory; blocks. */
    void cleanUp() throws IOException {
        Workspace.removeLeftBehind(workDirectory);
    }

    /**
     * Makes and stores a payload; blocks.
     *
     * @throws IOException if a store or the disk fails; trying again may help
     */
    Making make(Way way, ProgressListener listener) throws IOException {
        try (Workspace workspace = Workspace.below(workDirectory)) {
            long needed = diskBytes(way) + reservedBytes;
            if (workspace.usableBytes() < needed) {
                return new Failed(new Reason(
                        "work-directory-full",
                        "making the payload needs %d bytes in the work directory, %d are free"
                                .formatted(needed, workspace.usableBytes())));
            }
            return switch (way) {
                case Way.Full(Image image) -> full.make(image, workspace, listener);
                case Way.Delta pair -> delta.make(pair, workspace, listener);
                case Way.Back pair -> back.make(pair, workspace, listener);
            };
        }
    }

    private long diskBytes(Way way) {
        return switch (way) {
            case Way.Full(Image image) -> full.diskBytes(image);
            case Way.Delta pair -> delta.diskBytes(pair);
            case Way.Back pair -> back.diskBytes(pair);
        };
    }
}
