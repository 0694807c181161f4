/** Tests of the package of the same name. */
@NullMarked
package io.slipway.standalone.demo;

import org.jspecify.annotations.NullMarked;
