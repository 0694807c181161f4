/**
 * A device made of files: firmware, bootloader, two slots, and a power supply that can be cut.
 *
 * <p>The launcher manufactures a {@link io.slipway.standalone.board.BoardDirectory} and switches a {@link io.slipway.standalone.board.VirtualBoard} on.
 * The board's {@link io.slipway.standalone.board.Bootloader} reads the boot environment, counts attempts and refuses images that it does not know as
 * whole; the real edge-client runs "inside" the chosen slot as a process of its own.
 */
@NullMarked
package io.slipway.standalone.board;

import org.jspecify.annotations.NullMarked;
