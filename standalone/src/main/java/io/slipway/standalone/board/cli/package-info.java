/**
 * A virtual board as a program of its own.
 */
@NullMarked
package io.slipway.standalone.board.cli;

import org.jspecify.annotations.NullMarked;
