/** The rows of releases and the events about them, changed in one transaction. Implements {@code Releases}; the repository's adapter joins in. */
@NullMarked
package io.slipway.artifact.release.postgres;

import org.jspecify.annotations.NullMarked;
