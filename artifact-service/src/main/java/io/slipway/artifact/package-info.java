/**
 * artifact-service: stores what fleets install, and signs for it.
 *
 * <p>Operators publish artifacts and draft releases over HTTP; the TUF repository of each tenant is kept and published to the object store; other
 * services hear of it through Kafka. This package holds the configuration and puts the use cases of the feature packages together.
 */
@NullMarked
package io.slipway.artifact;

import org.jspecify.annotations.NullMarked;
