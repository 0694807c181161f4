/** SHA-256 for uploads: the Java platform's where speed counts, Bouncy Castle's where the state must outlive the process. */
@NullMarked
package io.slipway.artifact.publication.bouncycastle;

import org.jspecify.annotations.NullMarked;
