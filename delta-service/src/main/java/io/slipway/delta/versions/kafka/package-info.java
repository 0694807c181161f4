/** Takes the events of device-gateway in that tell which payloads devices ask for. */
@NullMarked
package io.slipway.delta.versions.kafka;

import org.jspecify.annotations.NullMarked;
