/** Tests of the package of the same name. */
@NullMarked
package io.slipway.standalone.bench.delta.process;

import org.jspecify.annotations.NullMarked;
