/** The SHA-256 digest as a value, by which files, images and payloads are named and compared everywhere in this jar. It calls nothing but the JDK. */
@NullMarked
package io.slipway.metadata.digest;

import org.jspecify.annotations.NullMarked;
