package io.slipway.payload.apply.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import io.slipway.payload.apply.PayloadSource;

/**
 * A payload in a file.
 *
 * @param file where it is
 */
public record FilePayloadSource(Path file) implements PayloadSource {

    @Override
    public InputStream open(long offset) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            return Channels.newInputStream(channel.position(offset));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }
}
