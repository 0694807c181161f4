package io.slipway.delta.versions;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.slipway.delta.generation.Chain;
import io.slipway.payload.index.Sha256;

/**
 * The deltas by which a tenant's cold images are kept. Followed from image to image they form chains, each to an image with a full payload.
 *
 * @param bases for each cold image the newer one from which the delta leads back; copied
 */
public record Links(Map<Sha256, Sha256> bases) {

    /** Copies the map. */
    public Links {
        bases = Map.copyOf(bases);
    }

    /** Whether an image may be kept by the delta from {@code base}: no chain comes back to where it was, and none becomes too long. */
    boolean permit(Sha256 image, Sha256 base) {
        return !leadsTo(base, image) && length(base) + 1 + longestTo(image) <= Chain.MOST_LINKS;
    }

    /** Links from an image to the one that has a full payload; 0 if it is that image, above {@link Chain#MOST_LINKS} if that is too far. */
    private int length(Sha256 image) {
        int length = 0;
        for (@Nullable Sha256 at = bases.get(image); at != null && length <= Chain.MOST_LINKS; at = bases.get(at)) {
            length++;
        }
        return length;
    }

    private boolean leadsTo(Sha256 from, Sha256 image) {
        return distance(from, image) >= 0;
    }

    /** Links of the longest chain to older versions that hangs on an image. */
    private int longestTo(Sha256 image) {
        return Math.max(
                0,
                bases.keySet().stream()
                        .mapToInt(older -> distance(older, image))
                        .max()
                        .orElse(0));
    }

    /** Links from one image to another, negative if there is no way. */
    private int distance(Sha256 from, Sha256 to) {
        int distance = 0;
        for (@Nullable Sha256 at = from; at != null && distance <= Chain.MOST_LINKS; at = bases.get(at)) {
            if (at.equals(to)) {
                return distance;
            }
            distance++;
        }
        return -1;
    }
}
