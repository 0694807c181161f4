package io.slipway.delta.generation;

import java.util.List;

/**
 * What a cold image is made from: a full payload, and deltas that lead from its image back through older versions.
 *
 * @param start the image of the full payload
 * @param full the full payload
 * @param links at least one; each leads from the image before it, the first from {@code start}, the last to the cold image
 */
public record Chain(Image start, StoredPayload full, List<Link> links) {

    /** Whoever has to make an old version applies so many deltas at most, and one lost object takes so many versions with it. */
    public static final int MOST_LINKS = 10;

    /** Copies the links. */
    public Chain {
        links = List.copyOf(links);
        if (links.isEmpty() || links.size() > MOST_LINKS) {
            throw new IllegalArgumentException("a chain of " + links.size() + " links");
        }
    }

    /**
     * A step to an older version.
     *
     * @param delta what it is made by
     * @param image the older version
     */
    public record Link(StoredPayload delta, Image image) {}

    /** Bytes of all images from the start to the end. */
    long imageBytes() {
        return start.length()
                + links.stream().mapToLong(link -> link.image().length()).sum();
    }

    /** Most bytes of disk at once: two images that follow each other, and what is unpacked of them. */
    long diskBytes() {
        long most = 0;
        Image source = start;
        for (Link link : links) {
            long both = source.length() + link.image().length();
            most = Math.max(most, both + Workspace.scratchBytes(source, link.image()));
            source = link.image();
        }
        return most;
    }
}
