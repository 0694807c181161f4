/** Tests. */
@NullMarked
package io.slipway.metadata.publication;

import org.jspecify.annotations.NullMarked;
