package io.slipway.payload.create;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

import org.tukaani.xz.FinishableWrapperOutputStream;

import io.slipway.payload.create.ChosenPieces.KeptBlock;
import io.slipway.payload.image.ReadImage;
import io.slipway.payload.index.PayloadFormat;
import io.slipway.payload.index.PayloadRefusedException;
import io.slipway.payload.index.Refusal;
import io.slipway.payload.index.Sha256;
import io.slipway.payload.index.SourceImage;
import io.slipway.payload.repack.CannotRepackException;
import io.slipway.payload.repack.Fingerprint;
import io.slipway.payload.repack.RepackRecipe;
import io.slipway.payload.script.Preamble;
import io.slipway.payload.script.Preamble.ProvenRecipe;
import io.slipway.payload.script.Scratch;

/**
 * Makes the delta payload from one image to another, and proves it by applying it.
 *
 * <p>Both images are mapped; what is packed in them is unpacked into files. Memory: {@link DeltaSettings#indexMemory} and 200 MiB for the streams that are
 * packed, and what the compressors of proven recipes take outside of the heap. The same images and settings give the same bytes, however many threads take part.
 */
public final class CreateDelta {

    /** How far the progress has come when everything is compared: three quarters. */
    private static final long COMPARED = 3;

    private static final long ALL = 4;

    /** Of the memory for an index, what the second one gets: of what differs from the source. */
    private static final int SECOND_INDEX = 4;

    /** Above this, targets are not searched for what they have twice. */
    private static final long LONGEST_REPEATED = 8L << 30;

    private static final int MOST_EXCLUDED = 16;

    private final ReadImage readImage;
    private final DeltaSettings settings;

    /** A maker of deltas that knows all filesystems. */
    public CreateDelta(DeltaSettings settings) {
        this.readImage = Readers.all();
        this.settings = settings;
    }

    /**
     * Makes a payload; blocks. On failure no file stays behind.
     *
     * @param source the old image
     * @param target the new image
     * @param payload a file that does not exist yet
     * @param scratch a directory with room for both images, unpacked twice
     * @param progress told how many bytes of the new image are done
     * @throws PayloadRefusedException if an image is longer than the format permits
     * @throws IOException if a file cannot be read or written, or the thread is interrupted
     * @throws IllegalStateException if the payload, applied, does not give the new image
     */
    public CreatedDelta create(Path source, Path target, Path payload, Path scratch, LongConsumer progress)
            throws IOException, PayloadRefusedException {
        try (FileChannel from = FileChannel.open(source, StandardOpenOption.READ);
                FileChannel to = FileChannel.open(target, StandardOpenOption.READ);
                Arena arena = Arena.ofShared()) {
            requireLength("source length", from.size());
            requireLength("target length", to.size());
            SourceImage sourceImage = new SourceImage(from.size(), PayloadWriter.hash(from));
            Sha256 targetSha256 = PayloadWriter.hash(to);
            Scratch files = new Scratch(scratch);
            MemorySegment sourceBytes = from.map(FileChannel.MapMode.READ_ONLY, 0, from.size(), arena);
            MemorySegment targetBytes = to.map(FileChannel.MapMode.READ_ONLY, 0, to.size(), arena);
            List<PlannedRange> excluded = new ArrayList<>();
            LongConsumer ahead = new OnlyAhead(progress);
            while (true) {
                try (PayloadWriter writer = new PayloadWriter(payload)) {
                    byte[] preamble = encode(sourceBytes, targetBytes, files, excluded, writer, ahead);
                    CreatedPayload created = writer.finishDelta(targetSha256, sourceImage, preamble);
                    prove(created, payload, source, target, files);
                    return new CreatedDelta(sourceImage, created);
                } catch (OversizedRangeException e) {
                    exclude(e.range(), excluded);
                }
            }
        }
    }

    /** Pieces that begin in a range stay packed from now on. */
    private static void exclude(PlannedRange range, List<PlannedRange> excluded) {
        if (excluded.size() == MOST_EXCLUDED || excluded.stream().anyMatch(before -> before.has(range.offset()))) {
            throw new IllegalStateException("the range at " + range.offset() + " cannot be told");
        }
        excluded.add(range);
    }

    private static void prove(CreatedPayload created, Path payload, Path source, Path target, Scratch scratch)
            throws IOException {
        try {
            ProveDelta.prove(created, payload, source, target, scratch);
        } catch (IOException | RuntimeException e) {
            Files.delete(payload);
            throw e;
        }
    }

    /** Tells no progress that is behind what was told before: work may have to be done again. */
    private static final class OnlyAhead implements LongConsumer {

        private final LongConsumer progress;
        private long told;

        OnlyAhead(LongConsumer progress) {
            this.progress = progress;
        }

        @Override
        public void accept(long bytes) {
            if (bytes >= told) {
                told = bytes;
                progress.accept(bytes);
            }
        }
    }

    private static void requireLength(String what, long length) throws PayloadRefusedException {
        if (length > PayloadFormat.MAX_IMAGE_LENGTH) {
            throw new PayloadRefusedException(new Refusal.LimitExceeded(what, PayloadFormat.MAX_IMAGE_LENGTH, length));
        }
    }

    /** Writes all ranges, and returns the packed preamble. */
    private byte[] encode(
            MemorySegment source,
            MemorySegment target,
            Scratch scratch,
            List<PlannedRange> excluded,
            PayloadWriter writer,
            LongConsumer progress)
            throws IOException, PayloadRefusedException, OversizedRangeException {
        try (Arena arena = Arena.ofShared()) {
            UnpackedImage from;
            UnpackedImage to;
            List<RepackRecipe> recipes;
            List<KeptBlock> kept;
            try (Arena examination = Arena.ofShared()) {
                ExaminedImage old = ExaminedImage.of(source, readImage, scratch, examination);
                ExaminedImage wanted = ExaminedImage.of(target, readImage, scratch, examination);
                ChosenPieces chosen =
                        ChosenPieces.of(old, wanted, offset -> excluded.stream().anyMatch(range -> range.has(offset)));
                from = UnpackedImage.of(old, chosen.source(), scratch, arena);
                to = UnpackedImage.of(wanted, chosen.target(), scratch, arena);
                recipes = chosen.recipes();
                kept = chosen.target().kept();
            }
            List<PlannedRange> ranges = PlannedRange.all(to.layers(), settings.rangeSize());
            long length = target.byteSize();
            long unpacked = Math.max(1, to.bytes().byteSize());
            Instructions instructions = new CompareImages(from, to, kept, settings.threads())
                    .compare(
                            settings.indexMemory(),
                            compared -> progress.accept(compared * COMPARED / ALL * length / unpacked));
            Copyable copyable = new Copyable(from.bytes(), source, to.bytes());
            Instructions best = withRepetitions(instructions, copyable, ranges);
            new DeltaEncoder(settings, target, to, copyable, best, writer)
                    .encode(ranges, written -> progress.accept(length * COMPARED / ALL + written / ALL));
            return pack(new Preamble(proven(recipes), from.layers(), to.layers()));
        }
    }

    private Instructions withRepetitions(Instructions instructions, Copyable copyable, List<PlannedRange> ranges) {
        MemorySegment target = copyable.target();
        if (target.byteSize() > LONGEST_REPEATED) {
            return instructions;
        }
        DifferingAreas areas = DifferingAreas.of(instructions, copyable);
        return new FindRepetitions(target, ranges, areas, settings.indexMemory() / SECOND_INDEX)
                .improve(instructions, copyable.targetBegin());
    }

    private static List<ProvenRecipe> proven(List<RepackRecipe> recipes) {
        List<ProvenRecipe> proven = new ArrayList<>();
        for (RepackRecipe recipe : recipes) {
            try {
                proven.add(new ProvenRecipe(recipe, Fingerprint.of(recipe)));
            } catch (CannotRepackException e) {
                throw new IllegalStateException("a recipe that was just proven", e);
            }
        }
        return proven;
    }

    private static byte[] pack(Preamble preamble) throws IOException, PayloadRefusedException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (var lzma = ScriptEncoder.options(Preamble.DICTIONARY)
                .getOutputStream(
                        new FinishableWrapperOutputStream(packed), org.tukaani.xz.ArrayCache.getDummyCache())) {
            lzma.write(preamble.encode());
        }
        if (packed.size() > PayloadFormat.MAX_PREAMBLE_LENGTH) {
            throw new PayloadRefusedException(
                    new Refusal.LimitExceeded("preamble", PayloadFormat.MAX_PREAMBLE_LENGTH, packed.size()));
        }
        return packed.toByteArray();
    }
}
