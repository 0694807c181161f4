package io.slipway.delta.versions;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.slipway.delta.generation.Image;
import io.slipway.delta.generation.StoredPayload;
import io.slipway.payload.index.Sha256;

/**
 * What decides whether an image may become cold.
 *
 * @param image the image
 * @param full its full payload, if that is ready
 * @param wantedAt when somebody wanted that last
 * @param lines where the image is a version; copied
 * @param links by which others of the tenant are kept
 * @param proofs what is known of ways back to it, by their newer image; copied
 */
public record ImageFacts(
        Image image,
        Optional<StoredPayload> full,
        Instant wantedAt,
        List<Line> lines,
        Links links,
        Map<Sha256, Proof> proofs) {

    /** Copies the collections. */
    public ImageFacts {
        lines = List.copyOf(lines);
        proofs = Map.copyOf(proofs);
    }
}
