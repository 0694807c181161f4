/** Tests of the package of the same name. */
@NullMarked
package io.slipway.standalone.operator.http;

import org.jspecify.annotations.NullMarked;
