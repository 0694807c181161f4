/** The demonstration as a newcomer runs it, in a process of its own, with nothing left out but the making of Debian images. */
@NullMarked
package io.slipway.demo;

import org.jspecify.annotations.NullMarked;
