/** Tests. */
@NullMarked
package io.slipway.metadata.canonical;

import org.jspecify.annotations.NullMarked;
