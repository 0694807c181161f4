package io.slipway.payload.inspect;

import java.io.EOFException;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

import org.tukaani.xz.XZIOException;

import io.slipway.payload.apply.BlobReader;
import io.slipway.payload.apply.PayloadSource;
import io.slipway.payload.apply.PreambleReader;
import io.slipway.payload.apply.Throttle;
import io.slipway.payload.image.ImageLayout;
import io.slipway.payload.index.PayloadIndex;
import io.slipway.payload.index.PayloadRefusedException;
import io.slipway.payload.index.Refusal;
import io.slipway.payload.index.TargetRange;
import io.slipway.payload.script.BlobStreams;
import io.slipway.payload.script.CopiedFrom;
import io.slipway.payload.script.Layers;
import io.slipway.payload.script.Preamble;
import io.slipway.payload.script.ScriptListener;
import io.slipway.payload.script.ScriptReader;
import io.slipway.payload.script.ScriptStream;
import io.slipway.payload.script.UndecodableScriptException;

/**
 * Tells what a payload consists of.
 *
 * <p>Memory: a blob, the dictionaries of the streams and, with an image, some 100 bytes for each fragment of its files. Not thread-safe.
 */
public final class InspectPayload {

    private final PayloadIndex index;
    private final PayloadSource payload;

    /** Looks into the payload that an index is of. */
    public InspectPayload(PayloadIndex index, PayloadSource payload) {
        this.index = index;
        this.payload = payload;
    }

    /**
     * Reads the whole payload; blocks.
     *
     * @param image the layout of the image that the payload makes; empty if bytes by file are not asked for
     * @param progress told how many bytes of the image are done
     * @throws PayloadRefusedException if a device would refuse what is read, too
     */
    public PayloadContents inspect(Optional<ImageLayout> image, LongConsumer progress)
            throws IOException, PayloadRefusedException {
        return index.source().isPresent() ? inspectDelta(image, progress) : inspectFull(image, progress);
    }

    private PayloadContents inspectFull(Optional<ImageLayout> image, LongConsumer progress)
            throws IOException, PayloadRefusedException {
        FileCosts costs = new FileCosts(fileMap(image, new Layers(index.targetLength(), List.of())));
        forEachBlob((range, _) -> costs.addFull(range), progress);
        return new PayloadContents(
                new OperationCounter().counted(), Map.of(), List.of(), image.map(_ -> costs.sum(index)));
    }

    private PayloadContents inspectDelta(Optional<ImageLayout> image, LongConsumer progress)
            throws IOException, PayloadRefusedException {
        Preamble preamble = PreambleReader.read(index, payload);
        OperationCounter operations = new OperationCounter();
        FileCosts costs = new FileCosts(fileMap(image, preamble.target()));
        ScriptReader script = new ScriptReader(preamble, new Both(operations, costs));
        Map<ScriptStream, Long> streams = new EnumMap<>(ScriptStream.class);
        forEachBlob(
                (range, blob) -> {
                    long place = preamble.target().needed(range.offset());
                    costs.startRange(place);
                    Map<ScriptStream, Integer> segments = read(script, range, blob);
                    costs.endRange(range, place, segments);
                    segments.forEach((stream, length) -> streams.merge(stream, (long) length, Long::sum));
                },
                progress);
        return new PayloadContents(
                operations.counted(), streams, PackedAgain.of(preamble), image.map(_ -> costs.sum(index)));
    }

    /** Looks at a range and its blob, which is authentic and may have other bytes behind it. */
    @FunctionalInterface
    private interface BlobInspection {

        void look(TargetRange range, byte[] blob) throws IOException, PayloadRefusedException;
    }

    private void forEachBlob(BlobInspection inspection, LongConsumer progress)
            throws IOException, PayloadRefusedException {
        try (BlobReader blobs = new BlobReader(index, payload, Throttle.NONE)) {
            for (int number = 0; number < index.rangeCount(); number++) {
                TargetRange range = index.range(number);
                if (!range.isZero()) {
                    inspection.look(range, blobs.read(range));
                }
                progress.accept(range.end());
            }
        }
    }

    private static FileMap fileMap(Optional<ImageLayout> image, Layers target) {
        return FileMap.of(image.orElseGet(() -> ImageLayout.plain(target.imageLength(), Optional.empty())), target);
    }

    /** Packed bytes of each stream in the blob, once all of its script is read. */
    private static Map<ScriptStream, Integer> read(ScriptReader script, TargetRange range, byte[] blob)
            throws IOException, PayloadRefusedException {
        try {
            script.read(range, blob);
            return BlobStreams.lengths(blob);
        } catch (UndecodableScriptException | XZIOException | EOFException e) {
            throw new PayloadRefusedException(
                    new Refusal.UndecodableBlob(range.number(), String.valueOf(e.getMessage())));
        }
    }

    /** Tells two listeners. */
    private record Both(ScriptListener first, ScriptListener second) implements ScriptListener {

        @Override
        public void instruction(long copied, long novel) {
            first.instruction(copied, novel);
            second.instruction(copied, novel);
        }

        @Override
        public void copy(long seek, CopiedFrom from, long equal) {
            first.copy(seek, from, equal);
            second.copy(seek, from, equal);
        }

        @Override
        public void runs(long differing, long equal) {
            first.runs(differing, equal);
            second.runs(differing, equal);
        }
    }
}
