/** Tests of the package of the same name. */
@NullMarked
package io.slipway.standalone.pki;

import org.jspecify.annotations.NullMarked;
