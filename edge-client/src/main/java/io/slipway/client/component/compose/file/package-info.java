/** Versions of applications in directories. */
@NullMarked
package io.slipway.client.component.compose.file;

import org.jspecify.annotations.NullMarked;
