/** Tests of the package of the same name. */
@NullMarked
package io.slipway.standalone.bench.delta.json;

import org.jspecify.annotations.NullMarked;
