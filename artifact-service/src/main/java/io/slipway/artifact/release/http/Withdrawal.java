package io.slipway.artifact.release.http;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The wish to take a release back.
 *
 * @param reason for those who wonder later
 */
@Schema(name = "Withdrawal")
public record Withdrawal(@NotBlank @Size(max = 1000) String reason) {}
