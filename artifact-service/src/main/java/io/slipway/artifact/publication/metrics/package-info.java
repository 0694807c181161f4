/** Figures about uploads for Prometheus, as a decorator of {@code ArtifactStore}. */
@NullMarked
package io.slipway.artifact.publication.metrics;

import org.jspecify.annotations.NullMarked;
