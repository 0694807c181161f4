package io.slipway.artifact.publication.http;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The wish to upload.
 *
 * @param length of the whole in bytes
 * @param sha256 digest of the whole, if it is known: the upload is cheaper then, and a wrong one is refused at the end
 */
@Schema(name = "NewUpload")
public record NewUpload(
        @NotNull @Schema(minimum = "1", required = true) Long length,
        @Pattern(regexp = "[0-9a-f]{64}") @Nullable String sha256) {}
