/** How failures of the object store look over HTTP. */
@NullMarked
package io.slipway.artifact.storage.http;

import org.jspecify.annotations.NullMarked;
