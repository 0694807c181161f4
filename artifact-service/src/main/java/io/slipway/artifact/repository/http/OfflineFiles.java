package io.slipway.artifact.repository.http;

import jakarta.validation.constraints.NotBlank;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The files that begin a repository, each as the text of the signed file.
 *
 * @param root {@code 1.root.json}
 * @param targets {@code 1.targets.json}
 */
@Schema(name = "OfflineFiles")
public record OfflineFiles(@NotBlank String root, @NotBlank String targets) {}
