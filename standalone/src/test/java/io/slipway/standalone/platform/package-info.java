/** Tests of the package of the same name. */
@NullMarked
package io.slipway.standalone.platform;

import org.jspecify.annotations.NullMarked;
