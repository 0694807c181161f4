/** Releases over HTTP: draft, look up, withdraw. Calls the use cases of the release feature on virtual threads. */
@NullMarked
package io.slipway.artifact.release.http;

import org.jspecify.annotations.NullMarked;
