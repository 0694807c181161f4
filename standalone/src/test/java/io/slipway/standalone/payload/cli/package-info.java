/** Tests of the package of the same name. */
@NullMarked
package io.slipway.standalone.payload.cli;

import org.jspecify.annotations.NullMarked;
