/** Looks at the versions at intervals. */
@NullMarked
package io.slipway.delta.versions.process;

import org.jspecify.annotations.NullMarked;
