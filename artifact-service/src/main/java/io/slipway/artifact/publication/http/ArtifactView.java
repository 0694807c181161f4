package io.slipway.artifact.publication.http;

import java.time.Instant;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import io.slipway.artifact.publication.Artifact;

/**
 * An artifact as clients see it.
 *
 * @param sha256 digest of its bytes
 * @param length in bytes
 * @param publishedAt when it was first complete
 */
@Schema(name = "Artifact")
public record ArtifactView(@Schema(pattern = "[0-9a-f]{64}") String sha256, long length, Instant publishedAt) {

    static ArtifactView of(Artifact artifact) {
        return new ArtifactView(artifact.digest().hex(), artifact.length(), artifact.publishedAt());
    }
}
