/** Tests of the images of the demonstration, as far as they need no network. */
@NullMarked
package io.slipway.standalone.image;

import org.jspecify.annotations.NullMarked;
