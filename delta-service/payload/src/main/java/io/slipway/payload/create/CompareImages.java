package io.slipway.payload.create;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

import io.slipway.payload.create.ChosenPieces.KeptBlock;
import io.slipway.payload.diff.FindDifferences;

/** Finds out what each byte of the unpacked target is made of. Used once; not thread-safe. */
final class CompareImages {

    /** Bytes of the unpacked target that are compared in one task. */
    private static final long SLICE = 16 << 20;

    private final UnpackedImage source;
    private final UnpackedImage target;
    private final int threads;
    private final List<Part> parts = new ArrayList<>();

    /** @param kept blocks of the target that are copied as they are */
    CompareImages(UnpackedImage source, UnpackedImage target, List<KeptBlock> kept, int threads) {
        this.source = source;
        this.target = target;
        this.threads = threads;
        long end = 0;
        for (KeptBlock block : kept) {
            long place = target.layers().settled(block.offset());
            addCompared(end, place);
            addKept(place, block);
            end = place + block.length();
        }
        addCompared(end, target.bytes().byteSize());
    }

    /** A part of the unpacked target; {@code copied} is where it is copied from, or {@link Instructions#NOVEL} if it is to be compared. */
    private record Part(long begin, long length, long copied) {}

    private void addCompared(long begin, long end) {
        for (long at = begin; at < end; at += SLICE) {
            parts.add(new Part(at, Math.min(SLICE, end - at), Instructions.NOVEL));
        }
    }

    private void addKept(long place, KeptBlock block) {
        long from = source.layers().unpackedLength() + block.source();
        if (!parts.isEmpty()) {
            Part last = parts.getLast();
            boolean goesOn = last.copied != Instructions.NOVEL
                    && last.begin + last.length == place
                    && last.copied + last.length == from;
            if (goesOn) {
                parts.set(parts.size() - 1, new Part(last.begin, last.length + block.length(), last.copied));
                return;
            }
        }
        parts.add(new Part(place, block.length(), from));
    }

    /**
     * The instructions, whose copies count through the unpacked source and the source as it is.
     *
     * @param memory bytes that the index of the source may take
     * @param progress told how many bytes of the unpacked target are done
     */
    Instructions compare(long memory, LongConsumer progress) throws IOException {
        Instructions all = new Instructions();
        FindDifferences differences = new FindDifferences(source.bytes(), memory);
        int submitted = 0;
        try (InOrder<Instructions> results = new InOrder<>(threads)) {
            for (int done = 0; done < parts.size(); ) {
                if (submitted < parts.size() && results.hasRoom()) {
                    Part part = parts.get(submitted++);
                    results.submit(() -> instructions(part, differences));
                } else {
                    all.append(results.next());
                    progress.accept(parts.get(done).begin + parts.get(done).length);
                    done++;
                }
            }
        }
        return all;
    }

    private Instructions instructions(Part part, FindDifferences differences) {
        Instructions instructions = new Instructions();
        if (part.copied == Instructions.NOVEL) {
            MemorySegment bytes = target.bytes().asSlice(part.begin, part.length);
            differences.find(bytes, instructions);
        } else {
            instructions.resembling(part.copied, 0, part.length);
        }
        return instructions;
    }
}
