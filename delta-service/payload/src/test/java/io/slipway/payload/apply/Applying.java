package io.slipway.payload.apply;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;

import io.slipway.payload.MadeDelta;
import io.slipway.payload.MadePayload;
import io.slipway.payload.index.IndexReference;
import io.slipway.payload.index.PayloadIndex;
import io.slipway.payload.index.PayloadRefusedException;
import io.slipway.payload.script.Scratch;

/** Short ways to apply payloads that are in memory. */
public final class Applying {

    private static final int FORCE_EVERY = 1 << 14;

    private Applying() {}

    static PayloadSource source(byte[] payload) {
        return offset -> {
            ByteArrayInputStream in = new ByteArrayInputStream(payload);
            in.skipNBytes(Math.min(offset, payload.length));
            return in;
        };
    }

    /** A source image that is in memory. */
    static ReadableTarget image(byte[] image) {
        return new ReadableTarget() {
            @Override
            public long capacity() {
                return image.length;
            }

            @Override
            public void read(long position, ByteBuffer buffer) {
                buffer.put(image, (int) position, buffer.remaining());
            }
        };
    }

    static Scratch scratch() {
        return new Scratch(Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** What a delta is applied to, with nothing to heal from. */
    static DeltaSource from(byte[] image, MemoryTarget target) {
        return new DeltaSource(image(image), target, scratch(), Optional.empty());
    }

    /** What a delta is applied to, with the full payload to heal from. */
    static DeltaSource from(byte[] image, MemoryTarget target, MadePayload full) {
        FullPayload whole = new FullPayload(full.facts().index(), source(full.bytes()));
        return new DeltaSource(image(image), target, scratch(), Optional.of(whole));
    }

    static PayloadIndex index(MadePayload payload) {
        return index(payload.bytes(), payload.facts().index());
    }

    static PayloadIndex index(MadeDelta delta) {
        return index(delta.bytes(), delta.facts().index());
    }

    private static PayloadIndex index(byte[] payload, IndexReference reference) {
        try {
            return IndexReader.read(source(payload), reference);
        } catch (IOException | PayloadRefusedException e) {
            throw new AssertionError(e);
        }
    }

    /** What a device does: authenticate the index, apply, verify. */
    static void everything(byte[] payload, IndexReference reference, MemoryTarget target)
            throws IOException, PayloadRefusedException {
        everything(payload, reference, Optional.empty(), target, Journal.endless());
    }

    /** As above, with a source image. */
    static void everything(
            byte[] payload, IndexReference reference, Optional<DeltaSource> from, MemoryTarget target, Journal journal)
            throws IOException, PayloadRefusedException {
        PayloadIndex index = IndexReader.read(source(payload), reference);
        new PayloadApplier(index, source(payload), from, target, FORCE_EVERY, Throttle.NONE).apply(0, journal);
        new TargetVerification(target).verify(index.targetLength(), index.targetSha256(), read -> {});
    }

    /** What a device makes of a delta and a source image, which is to be right. */
    public static byte[] apply(MadeDelta delta, byte[] source) throws IOException, PayloadRefusedException {
        MemoryTarget target = new MemoryTarget((int) delta.facts().imageLength());
        everything(delta.bytes(), delta.facts().index(), Optional.of(from(source, target)), target, Journal.endless());
        return target.content();
    }
}
