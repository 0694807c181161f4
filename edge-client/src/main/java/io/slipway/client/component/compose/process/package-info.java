/** Podman or Docker, with podman-compose or Docker Compose, by their command lines. */
@NullMarked
package io.slipway.client.component.compose.process;

import org.jspecify.annotations.NullMarked;
