/** Tests. */
@NullMarked
package io.slipway.metadata.trust.file;

import org.jspecify.annotations.NullMarked;
