package io.slipway.payload.script;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Reads files that were written here. */
final class ScratchFiles {

    private ScratchFiles() {}

    /** Reads bytes that are all in the file. */
    static void read(FileChannel file, long position, byte[] buffer, int from, int length) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(buffer, from, length);
        while (rest.hasRemaining()) {
            if (file.read(rest, position + length - rest.remaining()) < 0) {
                throw new IOException("a scratch file became shorter");
            }
        }
    }
}
