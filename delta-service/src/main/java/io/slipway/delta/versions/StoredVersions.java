package io.slipway.delta.versions;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import io.slipway.delta.generation.Image;
import io.slipway.payload.index.Sha256;

/** Knows which images there are and how they are kept. Each method is one transaction and blocks. */
public interface StoredVersions {

    /**
     * Images whose full payload is ready and that nobody has wanted since, in an order that does not change.
     *
     * @param after the image where the last page ended
     */
    List<Image> unwanted(Instant since, Optional<Image> after, int limit);

    /**
     * Finds out how an image is to be kept, and sees to it: requests the delta and the proof that are wanting, or makes the image cold and tells so. Of the
     * images of a tenant one is decided about at a time, and nobody can want this one meanwhile.
     */
    Keeping decide(Image image, Function<ImageFacts, Keeping> rule, Instant now);

    /**
     * Brings images forward that are cold and have become the newest version of a line, because a newer one was withdrawn.
     *
     * @return which
     */
    List<Image> warmNewest(int limit, Instant now);

    /** Makes an image warm again whose payload is still there; nothing if it is not cold any more. */
    void warm(Image image, Instant now);

    /** Images that became cold before {@code before} and whose payload is still there, at most {@code limit}. */
    List<Image> stored(Instant before, int limit);

    /** Images whose payload somebody was about to remove, at most {@code limit}. */
    List<Image> leaving(int limit);

    /**
     * Notes that the payload of a cold image is about to be removed: from now on it counts as gone.
     *
     * @return false if the image is not cold any more
     */
    boolean leave(Image image);

    /**
     * Removes the payload of a cold image of which {@link #leave} was noted, and notes that. Nobody can make the image warm meanwhile; nothing happens if
     * somebody did before.
     *
     * @throws IOException as {@code removal} does; may be repeated
     */
    void remove(Image image, Removal removal) throws IOException;

    /** How many images there are of either sort. */
    Counts count();

    /** Removes a payload from the object store. */
    interface Removal {

        /** Removes it; blocks. */
        void remove(Sha256 payload) throws IOException;
    }

    /**
     * Numbers of images.
     *
     * @param warm their full payload is ready
     * @param cold they are kept as deltas
     */
    record Counts(long warm, long cold) {}
}
