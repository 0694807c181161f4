package io.slipway.standalone.board;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.slipway.client.bootloader.BootState.Settled;
import io.slipway.client.bootloader.file.ForcedBootFiles;
import io.slipway.client.bootloader.uboot.UbootEnvironment;
import io.slipway.client.slot.SlotName;

/**
 * The parts of one board on disk.
 *
 * @param path holds {@code slot-a.img}, {@code slot-b.img}, {@code bootenv}, {@code known-images}, {@code client.properties}, {@code client.log},
 *     {@code data/} and, for a moment, {@code power-cut}
 */
public record BoardDirectory(Path path) {

    public BoardDirectory {
        path = path.toAbsolutePath().normalize();
    }

    /**
     * Makes a new board with {@code image} in slot a, committed, and slot b blank.
     *
     * @throws IOException if there is one already, or it cannot be written
     */
    public static BoardDirectory manufacture(Path path, Path image) throws IOException {
        BoardDirectory board = new BoardDirectory(path);
        Files.createDirectories(board.data());
        Files.copy(image, board.slot(SlotName.A));
        UbootEnvironment.create(new ForcedBootFiles(), board.bootEnvironment(), new Settled(SlotName.A));
        return board;
    }

    /** The image file of a slot; missing while the slot is blank. */
    public Path slot(SlotName name) {
        return path.resolve("slot-" + name + ".img");
    }

    /** The redundant U-Boot environment. */
    public Path bootEnvironment() {
        return path.resolve("bootenv");
    }

    /** What the bootloader accepts, see {@link KnownImages}. */
    public Path knownImages() {
        return path.resolve("known-images");
    }

    /** The settings of the client, which whoever manufactures the board writes. */
    public Path clientSettings() {
        return path.resolve("client.properties");
    }

    /** What the client writes to its standard output and error streams. */
    public Path clientLog() {
        return path.resolve("client.log");
    }

    /** The data partition: survives updates. */
    public Path data() {
        return path.resolve("data");
    }

    /** A file that cuts the power when it appears. */
    public Path powerCut() {
        return path.resolve("power-cut");
    }
}
