/** Virtual devices as boards whose clients are processes of their own. */
@NullMarked
package io.slipway.standalone.fleet.process;

import org.jspecify.annotations.NullMarked;
