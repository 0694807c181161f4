package io.slipway.payload.script;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;

import org.jspecify.annotations.Nullable;

import io.slipway.payload.repack.CannotRepackException;
import io.slipway.payload.repack.RepackRecipe;
import io.slipway.payload.repack.StreamPacker;

/** Packs the content of a stream into a file, as long as that goes well; the content is taken to its end in any case. */
final class StreamSink implements AutoCloseable {

    private final OutputStream out;
    private final @Nullable StreamPacker packer;
    private boolean right;

    private StreamSink(OutputStream out, @Nullable StreamPacker packer) {
        this.out = out;
        this.packer = packer;
        this.right = packer != null;
    }

    /** @param usable whether the recipe's compressor is here and the right one */
    static StreamSink of(RepackRecipe recipe, boolean usable, long unpackedLength, FileChannel file) {
        OutputStream out = Channels.newOutputStream(file);
        try {
            return usable && recipe instanceof RepackRecipe.ZstdStream stream
                    ? new StreamSink(out, StreamPacker.of(stream, unpackedLength))
                    : new StreamSink(out, null);
        } catch (CannotRepackException e) {
            return new StreamSink(out, null);
        }
    }

    void take(byte[] content, int length) throws IOException {
        if (right && packer != null) {
            try {
                packer.write(content, 0, length, out);
            } catch (CannotRepackException e) {
                right = false;
            }
        }
    }

    /** Writes the rest, and says whether all went well. */
    boolean finish() throws IOException {
        if (right && packer != null) {
            try {
                packer.finish(out);
            } catch (CannotRepackException e) {
                right = false;
            }
        }
        return right;
    }

    @Override
    public void close() {
        if (packer != null) {
            packer.close();
        }
    }
}
