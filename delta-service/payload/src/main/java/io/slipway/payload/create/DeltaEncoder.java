package io.slipway.payload.create;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

import io.slipway.payload.index.PayloadFormat;
import io.slipway.payload.index.PayloadRefusedException;
import io.slipway.payload.index.Sha256;

/**
 * Writes the ranges of a delta: gathers the steps of a range, then tells them.
 *
 * <p>No range cuts a packed piece. Not thread-safe.
 */
final class DeltaEncoder {

    /** What the script of a stream may take, which leaves room for what precedes and follows it in the range. */
    private static final int LARGEST_STREAM_BLOB = 3 << 20;

    private static final MemorySegment NOTHING = MemorySegment.ofArray(new byte[0]);

    /** Most bytes of packed pieces' content in one range, so that there is room for plain bytes beside them. */
    private static final long MAX_CONTENT = PayloadFormat.MAX_STREAM_LENGTH - PayloadFormat.MAX_RANGE_LENGTH;

    private final DeltaSettings settings;
    private final MemorySegment target;
    private final MemorySegment sourceImage;
    private final SourceView source;
    private final TargetPlan plan;
    private final Instructions instructions;
    private final PayloadWriter writer;
    private final ScriptEncoder script = new ScriptEncoder();
    private final MessageDigest sha256 = Sha256.newDigest();
    private final List<Step> steps = new ArrayList<>();
    private final byte[] content = new byte[PayloadFormat.MAX_RANGE_LENGTH];

    /** Bytes of the target in the ranges before, and in the one that is gathered. */
    private long written;

    private int gathered;

    /** Bytes of the content of the packed pieces in the range that is gathered. */
    private long gatheredContent;

    /** Bytes of a packed stream that the ranges behind the one that is gathered will have. */
    private long streamLeft;

    /** The stretch that told the last byte. */
    private int stretch;

    private boolean groupIsOpen;

    DeltaEncoder(
            DeltaSettings settings,
            MemorySegment target,
            MemorySegment sourceImage,
            SourceView source,
            TargetPlan plan,
            Instructions instructions,
            PayloadWriter writer) {
        this.settings = settings;
        this.target = target;
        this.sourceImage = sourceImage;
        this.source = source;
        this.plan = plan;
        this.instructions = instructions;
        this.writer = writer;
    }

    void encode(LongConsumer progress) throws IOException, PayloadRefusedException {
        for (Step step : plan.steps()) {
            switch (step) {
                case Step.Plain plain -> {
                    for (long done = 0; done < plain.length(); ) {
                        long part = room(plain.length() - done, progress);
                        gather(new Step.Plain(part, plain.place() + done));
                        done += part;
                    }
                }
                case Step.Same same -> {
                    for (long done = 0; done < same.length(); ) {
                        long part = room(same.length() - done, progress);
                        gather(new Step.Same(part, same.source() + done));
                        done += part;
                    }
                }
                case Step.Packed packed -> gatherPacked(packed, progress);
                case Step.Novel _, Step.Waiting _ -> throw new IllegalStateException("no plan has this");
            }
        }
        endRange(progress);
    }

    private void gatherPacked(Step.Packed packed, LongConsumer progress) throws IOException, PayloadRefusedException {
        if (!packed.isStream()) {
            if (gathered + packed.length() > settings.rangeSize()
                    || gatheredContent + packed.unpackedLength() > MAX_CONTENT) {
                endRange(progress);
            }
            gather(packed);
            gatheredContent += packed.unpackedLength();
            return;
        }
        endRange(progress);
        if (blobOf(packed) > LARGEST_STREAM_BLOB) {
            gatherNovel(packed.length(), progress);
            return;
        }
        steps.add(packed);
        gatheredContent = packed.unpackedLength();
        streamLeft = packed.length();
        while (streamLeft > 0) {
            long part = room(streamLeft, progress);
            gather(new Step.Waiting(part));
            streamLeft -= part;
        }
    }

    /** The script of a stream must fit into the blob of its first range: what resembles nothing may be too much for that. */
    private void gatherNovel(long length, LongConsumer progress) throws IOException, PayloadRefusedException {
        long offset = written;
        for (long done = 0; done < length; ) {
            long part = room(length - done, progress);
            gather(new Step.Novel(part, offset + done));
            done += part;
        }
    }

    /** Bytes that the script of a stream takes by itself. Ends the group. */
    private long blobOf(Step.Packed stream) throws IOException {
        int before = stretch;
        groupIsOpen = false;
        script.startGroup();
        tell(stream.place(), stream.unpackedLength());
        stretch = before;
        return script.endRange().length;
    }

    /** Up to {@code wanted} bytes for which the range that is gathered has room. */
    private long room(long wanted, LongConsumer progress) throws IOException, PayloadRefusedException {
        if (gathered >= settings.rangeSize()) {
            endRange(progress);
        }
        return Math.min(wanted, settings.rangeSize() - gathered);
    }

    private void gather(Step step) {
        steps.add(step);
        gathered += (int) step.length();
    }

    private void endRange(LongConsumer progress) throws IOException, PayloadRefusedException {
        if (gathered == 0) {
            return;
        }
        MemorySegment.copy(target, ValueLayout.JAVA_BYTE, written, content, 0, gathered);
        sha256.update(content, 0, gathered);
        byte[] rangeSha256 = sha256.digest();
        boolean isPlain = steps.stream().allMatch(step -> step instanceof Step.Plain);
        if (isPlain && EncodedRange.isZero(content, gathered)) {
            writer.add(EncodedRange.zero(gathered, rangeSha256));
        } else {
            writer.add(tellRange(rangeSha256));
        }
        written += gathered;
        steps.clear();
        gathered = 0;
        gatheredContent = 0;
        progress.accept(written);
    }

    private EncodedRange tellRange(byte[] rangeSha256) throws IOException {
        boolean starts = !groupIsOpen;
        if (starts) {
            script.startGroup();
            groupIsOpen = true;
        }
        boolean hasItems = steps.stream().anyMatch(step -> step instanceof Step.Packed);
        long unpackedLength = 0;
        for (Step step : steps) {
            switch (step) {
                case Step.Plain plain -> {
                    if (hasItems) {
                        script.plainItem(plain.length());
                    }
                    tell(plain.place(), plain.length());
                    unpackedLength += plain.length();
                }
                case Step.Same same -> {
                    if (hasItems) {
                        script.plainItem(same.length());
                    }
                    tellSame(same);
                    unpackedLength += same.length();
                }
                case Step.Novel novel -> {
                    if (hasItems) {
                        script.plainItem(novel.length());
                    }
                    MemorySegment bytes = target.asSlice(novel.offset(), novel.length());
                    script.instruction(NOTHING, NOTHING, 0, bytes);
                    unpackedLength += novel.length();
                }
                case Step.Packed packed -> {
                    script.packedItem(packed.recipe(), packed.length(), packed.unpackedLength());
                    tell(packed.place(), packed.unpackedLength());
                    unpackedLength += packed.unpackedLength();
                }
                case Step.Waiting _ -> {
                    // Its stream was told with its first bytes.
                }
            }
        }
        byte[] blob = script.endRange();
        groupIsOpen = script.groupBytes() < settings.groupBlobs() || streamLeft > 0;
        return new EncodedRange(starts, gathered, (int) unpackedLength, blob, sha256.digest(blob), rangeSha256);
    }

    private void tellSame(Step.Same same) throws IOException {
        MemorySegment bytes = sourceImage.asSlice(same.source(), same.length());
        script.instruction(bytes, bytes, source.pieces().unpackedLength() + same.source(), NOTHING);
    }

    /** Tells a part of the unpacked target; parts ascend. */
    private void tell(long place, long length) throws IOException {
        long at = place;
        long end = place + length;
        while (at < end) {
            while (instructions.end(stretch) <= at) {
                stretch++;
            }
            long copiedEnd = at;
            long from = 0;
            if (instructions.source(stretch) != Instructions.NOVEL) {
                copiedEnd = Math.min(end, instructions.end(stretch));
                from = instructions.source(stretch) + at - instructions.begin(stretch);
            }
            long novelEnd = copiedEnd;
            int next = copiedEnd == at ? stretch : stretch + 1;
            if (next < instructions.count()
                    && instructions.source(next) == Instructions.NOVEL
                    && instructions.begin(next) <= copiedEnd) {
                novelEnd = Math.min(end, instructions.end(next));
            }
            long copied = copiedEnd - at;
            script.instruction(
                    plan.bytes().asSlice(at, copied),
                    copied == 0 ? NOTHING : source.bytes().asSlice(from, copied),
                    from,
                    plan.bytes().asSlice(copiedEnd, novelEnd - copiedEnd));
            at = novelEnd;
        }
    }
}
