package io.slipway.payload.create;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.security.MessageDigest;
import java.util.List;
import java.util.function.LongConsumer;

import io.slipway.payload.index.PayloadFormat;
import io.slipway.payload.index.PayloadRefusedException;
import io.slipway.payload.index.Sha256;

/** Writes the ranges of a delta. Not thread-safe. */
final class DeltaEncoder {

    private static final MemorySegment NOTHING = MemorySegment.ofArray(new byte[0]);

    private final DeltaSettings settings;
    private final MemorySegment image;
    private final UnpackedImage target;
    private final Copyable copyable;
    private final Instructions instructions;
    private final PayloadWriter writer;
    private final ScriptEncoder script = new ScriptEncoder();
    private final MessageDigest sha256 = Sha256.newDigest();
    private final byte[] content = new byte[PayloadFormat.MAX_RANGE_LENGTH];

    /** The stretch that told the last byte. */
    private int stretch;

    private boolean groupIsOpen;

    /**
     * An encoder for one delta.
     *
     * @param image the target as it is
     * @param instructions their copies count through {@code copyable}
     */
    DeltaEncoder(
            DeltaSettings settings,
            MemorySegment image,
            UnpackedImage target,
            Copyable copyable,
            Instructions instructions,
            PayloadWriter writer) {
        this.settings = settings;
        this.image = image;
        this.target = target;
        this.copyable = copyable;
        this.instructions = instructions;
        this.writer = writer;
    }

    /** @throws OversizedRangeException if a range cannot be told */
    void encode(List<PlannedRange> ranges, LongConsumer progress)
            throws IOException, PayloadRefusedException, OversizedRangeException {
        for (PlannedRange range : ranges) {
            MemorySegment.copy(image, ValueLayout.JAVA_BYTE, range.offset(), content, 0, range.length());
            sha256.update(content, 0, range.length());
            byte[] digest = sha256.digest();
            if (EncodedRange.isZero(content, range.length()) && isPlain(range)) {
                writer.add(EncodedRange.zero(range.length(), digest));
            } else {
                writer.add(tell(range, digest));
            }
            progress.accept(range.offset() + range.length());
        }
    }

    private boolean isPlain(PlannedRange range) {
        return range.mayStartGroup() && target.layers().isPlain(range.offset(), range.offset() + range.length());
    }

    private EncodedRange tell(PlannedRange range, byte[] digest) throws IOException, OversizedRangeException {
        boolean starts = range.mayStartGroup() && (!groupIsOpen || script.groupBytes() >= settings.groupBlobs());
        if (starts) {
            script.startGroup();
            groupIsOpen = true;
        }
        tell(range.from(), range.to());
        byte[] blob = script.endRange();
        if (blob.length > PayloadFormat.MAX_BLOB_LENGTH) {
            throw new OversizedRangeException(range);
        }
        int unpackedLength = (int) (range.to() - range.from());
        return new EncodedRange(starts, range.length(), unpackedLength, blob, sha256.digest(blob), digest);
    }

    /** Tells a part of the unpacked target; parts ascend. */
    private void tell(long from, long end) throws IOException {
        long at = from;
        while (at < end) {
            while (instructions.end(stretch) <= at) {
                stretch++;
            }
            long copiedEnd = at;
            long copiedFrom = 0;
            if (instructions.source(stretch) != Instructions.NOVEL) {
                copiedEnd = Math.min(end, instructions.end(stretch));
                copiedFrom = instructions.source(stretch) + at - instructions.begin(stretch);
            }
            long novelEnd = copiedEnd;
            int next = copiedEnd == at ? stretch : stretch + 1;
            if (next < instructions.count()
                    && instructions.source(next) == Instructions.NOVEL
                    && instructions.begin(next) <= copiedEnd) {
                novelEnd = Math.min(end, instructions.end(next));
            }
            script.instruction(
                    target.bytes().asSlice(at, copiedEnd - at),
                    copiedEnd == at ? NOTHING : copyable.slice(copiedFrom, copiedEnd - at),
                    copiedFrom,
                    target.bytes().asSlice(copiedEnd, novelEnd - copiedEnd));
            at = novelEnd;
        }
    }
}
