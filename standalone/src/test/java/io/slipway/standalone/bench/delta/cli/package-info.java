/** Tests of the package of the same name. */
@NullMarked
package io.slipway.standalone.bench.delta.cli;

import org.jspecify.annotations.NullMarked;
