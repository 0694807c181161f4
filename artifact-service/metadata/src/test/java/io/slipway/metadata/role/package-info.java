/** Tests. */
@NullMarked
package io.slipway.metadata.role;

import org.jspecify.annotations.NullMarked;
