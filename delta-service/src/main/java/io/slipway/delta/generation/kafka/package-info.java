/** Takes the events of artifact-service in and hands them to the use cases. */
@NullMarked
package io.slipway.delta.generation.kafka;

import org.jspecify.annotations.NullMarked;
