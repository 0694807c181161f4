/** Tests. */
@NullMarked
package io.slipway.metadata.trust;

import org.jspecify.annotations.NullMarked;
