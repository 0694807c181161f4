/** Tests of what operators do, as far as it is neither a connection nor a file. */
@NullMarked
package io.slipway.standalone.operator;

import org.jspecify.annotations.NullMarked;
