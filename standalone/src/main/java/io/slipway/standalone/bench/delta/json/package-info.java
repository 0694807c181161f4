/** JSON files of the delta benchmark: what peers cost in earlier runs, and the figures of the page for programs. */
@NullMarked
package io.slipway.standalone.bench.delta.json;

import org.jspecify.annotations.NullMarked;
