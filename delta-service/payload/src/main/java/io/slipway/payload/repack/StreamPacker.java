package io.slipway.payload.repack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

import com.github.luben.zstd.EndDirective;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdException;

/**
 * Packs content that comes in portions, as {@link RepackRecipe.ZstdStream} says, and hands on what is packed as soon as it is.
 *
 * <p>How the content is portioned makes no difference: libzstd is given what the program {@code zstd} gives it, {@value #CHUNK} bytes at once. It
 * takes {@link RepackRecipe#memory()}, which is no part of the heap. Not thread-safe; with jobs, libzstd has a thread of its own.
 */
public final class StreamPacker implements AutoCloseable {

    /** What the program reads at once: {@code ZSTD_CStreamInSize()}. */
    private static final int CHUNK = 128 * 1024;

    private final RepackRecipe.ZstdStream recipe;
    private final long unpackedLength;
    private final ZstdCompressCtx compressor = new ZstdCompressCtx();
    private final ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK);
    private final ByteBuffer made = ByteBuffer.allocateDirect(CHUNK);
    private final byte[] handedOn = new byte[CHUNK];
    private long written;
    private boolean ended;

    private StreamPacker(RepackRecipe.ZstdStream recipe, long unpackedLength) {
        this.recipe = recipe;
        this.unpackedLength = unpackedLength;
        compressor
                .setLevel(recipe.level())
                .setChecksum(recipe.checksum())
                .setWorkers(recipe.jobs() ? 1 : 0)
                .setContentSize(recipe.contentSize());
        if (recipe.longWindow() != 0) {
            compressor.setLong(recipe.longWindow());
        }
        if (recipe.contentSize()) {
            compressor.setPledgedSrcSize(unpackedLength);
        }
    }

    /** Whether the compressor of a recipe is here. */
    static boolean supports(RepackRecipe.ZstdStream recipe) {
        return recipe.release() == ZstdPacker.JNI.release();
    }

    /**
     * Begins a stream. The caller closes it.
     *
     * @param unpackedLength of all the content, above 0
     * @throws CannotRepackException if the compressor is not here
     */
    public static StreamPacker of(RepackRecipe.ZstdStream recipe, long unpackedLength) throws CannotRepackException {
        if (!supports(recipe)) {
            throw new CannotRepackException("libzstd 1.5." + recipe.release() + " is not here");
        }
        if (unpackedLength <= 0) {
            throw new IllegalArgumentException("length " + unpackedLength);
        }
        return new StreamPacker(recipe, unpackedLength);
    }

    /**
     * Packs the next {@code length} bytes, and writes to {@code packed} what is ready.
     *
     * @throws CannotRepackException if there is more content than was said, or the compressor fails
     * @throws IOException if {@code packed} throws it
     */
    public void write(byte[] bytes, int from, int length, OutputStream packed)
            throws IOException, CannotRepackException {
        if (length > unpackedLength - written) {
            throw new CannotRepackException("a stream has more than " + unpackedLength + " bytes");
        }
        int at = from;
        int end = from + length;
        while (at < end) {
            int taken = Math.min(end - at, chunk.remaining());
            chunk.put(bytes, at, taken);
            at += taken;
            written += taken;
            if (written == unpackedLength && recipe.contentSize()) {
                pack(EndDirective.END, packed);
                ended = true;
            } else if (!chunk.hasRemaining()) {
                pack(EndDirective.CONTINUE, packed);
            }
        }
    }

    /**
     * Writes the rest of what is packed.
     *
     * @throws CannotRepackException if there was less content than was said, or the compressor fails
     * @throws IOException if {@code packed} throws it
     */
    public void finish(OutputStream packed) throws IOException, CannotRepackException {
        if (written != unpackedLength) {
            throw new CannotRepackException("a stream has " + written + " bytes instead of " + unpackedLength);
        }
        if (!ended) {
            if (chunk.position() > 0) {
                pack(EndDirective.CONTINUE, packed);
            }
            pack(EndDirective.END, packed);
            ended = true;
        }
    }

    @Override
    public void close() {
        compressor.close();
    }

    /** All of what {@link #write} and {@link #finish} give for content that is in memory. */
    static byte[] packAll(RepackRecipe.ZstdStream recipe, byte[] unpacked) throws CannotRepackException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (StreamPacker packer = of(recipe, unpacked.length)) {
            packer.write(unpacked, 0, unpacked.length, packed);
            packer.finish(packed);
            return packed.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail to be written", e);
        }
    }

    private void pack(EndDirective directive, OutputStream packed) throws IOException, CannotRepackException {
        chunk.flip();
        boolean done;
        do {
            done = step(directive);
            made.flip();
            int length = made.remaining();
            made.get(handedOn, 0, length);
            made.clear();
            packed.write(handedOn, 0, length);
        } while (directive == EndDirective.END ? !done : chunk.hasRemaining());
        chunk.clear();
    }

    private boolean step(EndDirective directive) throws CannotRepackException {
        try {
            return compressor.compressDirectByteBufferStream(made, chunk, directive);
        } catch (ZstdException e) {
            throw new CannotRepackException("libzstd says " + e.getMessage());
        }
    }
}
