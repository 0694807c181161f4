/** Polls: {@link io.slipway.device.command.http.CommandResource} answers from memory, on the event loop, without a database or Kafka. */
@NullMarked
package io.slipway.device.command.http;

import org.jspecify.annotations.NullMarked;
