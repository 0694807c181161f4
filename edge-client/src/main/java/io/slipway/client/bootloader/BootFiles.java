package io.slipway.client.bootloader;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The files and partitions that a bootloader reads. Every change is on the medium when its method returns, so changes reach it in the order of the calls.
 * Calls come from one thread.
 */
public interface BootFiles {

    /** Bytes that a file or device has. */
    long size(Path file) throws IOException;

    /**
     * Exactly {@code length} bytes.
     *
     * @throws java.io.EOFException if the file ends before
     */
    byte[] read(Path file, long offset, int length) throws IOException;

    /**
     * Changes bytes that are there already. Neither the size nor the place of a file changes, so nothing but these sectors is at risk: on FAT there is no
     * journal, and a renamed or grown file touches directory and allocation table, which a loss of power may leave apart. Of a torn write each sector has
     * its old or its new content.
     *
     * @throws java.io.EOFException if the file ends before the last of them; nothing is written then
     */
    void overwrite(Path file, long offset, byte[] bytes) throws IOException;

    /** The names in a directory, in no order. */
    List<String> list(Path directory) throws IOException;

    /**
     * Makes a file that is not there yet. After a loss of power it is not there, empty, or holds a beginning of {@code bytes} in whole sectors.
     *
     * @throws java.nio.file.FileAlreadyExistsException if it is there
     */
    void create(Path file, byte[] bytes) throws IOException;

    /** Removes a file if it is there. */
    void delete(Path file) throws IOException;
}
