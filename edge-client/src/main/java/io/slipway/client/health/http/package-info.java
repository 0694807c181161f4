/**
 * Health checks over HTTP: of programs on the device, and of the update server.
 */
@NullMarked
package io.slipway.client.health.http;

import org.jspecify.annotations.NullMarked;
