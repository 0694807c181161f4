/** Tests of the events that this service consumes, against their contracts. */
@NullMarked
package io.slipway.artifact.repository.kafka;

import org.jspecify.annotations.NullMarked;
