package io.slipway.payload.create;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Optional;

import io.slipway.payload.apply.ApplyListener;
import io.slipway.payload.apply.DeltaSource;
import io.slipway.payload.apply.IndexReader;
import io.slipway.payload.apply.PayloadApplier;
import io.slipway.payload.apply.PayloadSource;
import io.slipway.payload.apply.ReadableTarget;
import io.slipway.payload.apply.Throttle;
import io.slipway.payload.apply.WritableTarget;
import io.slipway.payload.index.PayloadIndex;
import io.slipway.payload.index.PayloadRefusedException;
import io.slipway.payload.index.Sha256;
import io.slipway.payload.script.Scratch;

/** Applies a delta as a device does, and compares what comes out with what it was made for. */
final class ProveDelta {

    private ProveDelta() {}

    /** @throws IllegalStateException if it is not the same */
    static void prove(CreatedPayload created, Path payload, Path source, Path wanted, Scratch scratch)
            throws IOException {
        Digesting target = new Digesting();
        try (FileChannel image = FileChannel.open(source, StandardOpenOption.READ);
                FileChannel whole = FileChannel.open(wanted, StandardOpenOption.READ)) {
            PayloadSource bytes = offset -> Channels.newInputStream(
                    FileChannel.open(payload, StandardOpenOption.READ).position(offset));
            PayloadIndex index = IndexReader.read(bytes, created.index());
            DeltaSource from = new DeltaSource(new Image(image), target.readFrom(whole), scratch, Optional.empty());
            new PayloadApplier(index, bytes, Optional.of(from), target, Long.MAX_VALUE, Throttle.NONE)
                    .apply(0, ApplyListener.NOBODY);
        } catch (PayloadRefusedException e) {
            throw new IllegalStateException("the delta is refused: " + e.getMessage(), e);
        }
        Sha256 made = Sha256.of(target.digest.digest());
        if (!made.equals(created.imageSha256())) {
            throw new IllegalStateException("the delta makes " + made + " instead of " + created.imageSha256());
        }
    }

    private record Image(FileChannel file) implements ReadableTarget {

        @Override
        public long capacity() throws IOException {
            return file.size();
        }

        @Override
        public void read(long position, ByteBuffer buffer) throws IOException {
            for (long at = position; buffer.hasRemaining(); ) {
                int read = file.read(buffer, at);
                if (read < 0) {
                    throw new EOFException("an image became shorter");
                }
                at += read;
            }
        }
    }

    private static final class Digesting implements WritableTarget {

        private final MessageDigest digest = Sha256.newDigest();
        private long written;

        /** What was written, read from a file that has the same. */
        ReadableTarget readFrom(FileChannel file) {
            Image image = new Image(file);
            return new ReadableTarget() {
                @Override
                public long capacity() throws IOException {
                    return image.capacity();
                }

                @Override
                public void read(long position, ByteBuffer buffer) throws IOException {
                    if (position + buffer.remaining() > written) {
                        throw new EOFException("the delta copies what is not written yet");
                    }
                    image.read(position, buffer);
                }
            };
        }

        @Override
        public long capacity() {
            return Long.MAX_VALUE;
        }

        @Override
        public void write(long position, ByteBuffer buffer) {
            written = position + buffer.remaining();
            digest.update(buffer);
        }

        @Override
        public void force() {
            // Nothing is kept.
        }
    }
}
