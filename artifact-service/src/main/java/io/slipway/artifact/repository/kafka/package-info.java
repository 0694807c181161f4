/** Hears of payloads that delta-service has made. Calls {@code AcceptPayload} on virtual threads; what can never be accepted goes to the dead letters. */
@NullMarked
package io.slipway.artifact.repository.kafka;

import org.jspecify.annotations.NullMarked;
