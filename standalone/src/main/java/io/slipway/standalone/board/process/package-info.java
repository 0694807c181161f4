/**
 * The edge-client as a process that the board's power supply keeps alive.
 */
@NullMarked
package io.slipway.standalone.board.process;

import org.jspecify.annotations.NullMarked;
