package io.slipway.artifact.publication.http;

import java.io.File;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The form of an artifact, for the OpenAPI document alone: it is read as it comes, see {@link FormArtifact}.
 *
 * @param sha256 digest of the file
 * @param length bytes of the file
 * @param file the bytes
 */
@Schema(name = "ArtifactForm")
record ArtifactForm(
        @Schema(pattern = "[0-9a-f]{64}") @Nullable String sha256,
        @Schema(minimum = "1") @Nullable Long length,
        @Schema(required = true, format = "binary") File file) {}
