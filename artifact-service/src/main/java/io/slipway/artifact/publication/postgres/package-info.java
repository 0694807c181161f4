/** The rows of artifacts and uploads. Implements {@code Artifacts} and {@code Uploads} with Hibernate Reactive; every method is one short transaction. */
@NullMarked
package io.slipway.artifact.publication.postgres;

import org.jspecify.annotations.NullMarked;
