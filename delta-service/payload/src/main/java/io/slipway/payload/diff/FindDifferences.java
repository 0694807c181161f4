package io.slipway.payload.diff;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Compares targets with one source.
 *
 * <p>The target is scanned for the next place whose bytes are found in the source in another alignment than the present one, and clearly better there. There
 * the old alignment is extended forwards and the new one backwards as long as more bytes agree than not; what lies between is novel, and so are long runs of
 * zeros that the source does not have. Time is in proportion to the length of source and target. Immutable; the segments must stay open.
 */
public final class FindDifferences {

    /** So many bytes must agree better than in the present alignment. As in bsdiff. */
    private static final int CLEARLY_BETTER = 8;

    /** An agreement of so many bytes is passed over without looking for a better one. */
    private static final int GOOD_ENOUGH = 32;

    /** An extension ends where so many bytes in a row have brought nothing. */
    private static final int PATIENCE = 4096;

    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;

    /** A run of zeros of so many bytes is worth an instruction of its own if the source has something else there. */
    private static final int LONG_ZEROS = 64;

    private final MemorySegment source;
    private final SeedIndex seeds;

    /**
     * Indexes the source.
     *
     * @param memory bytes that the index may take; 2 for each byte of the source are enough, with less than 1 resemblances are missed
     * @throws IllegalArgumentException if the source is longer than 16 GiB
     */
    public FindDifferences(MemorySegment source, long memory) {
        this.source = source.asReadOnly();
        this.seeds = SeedIndex.of(this.source, memory);
    }

    /** Tells {@code listener} of what {@code target} consists. The same source and target give the same calls. */
    public void find(MemorySegment target, DifferenceListener listener) {
        new Scan(target.asReadOnly(), listener).run();
    }

    /** One pass over one target. */
    private final class Scan {

        private final MemorySegment target;
        private final DifferenceListener listener;

        /** Where the part begins that is not told yet; its alignment begins there too. */
        private long begin;

        /** Offset in the source less offset in the target. */
        private long alignment;

        Scan(MemorySegment target, DifferenceListener listener) {
            this.target = target;
            this.listener = listener;
        }

        void run() {
            long at = 0;
            while (at + SeedIndex.SEED <= target.byteSize()) {
                long agreed = agreement(at, at + alignment);
                if (agreed >= GOOD_ENOUGH) {
                    at += agreed;
                    continue;
                }
                long found = seeds.find(target, at);
                if (found == SeedIndex.NOT_FOUND || found - at == alignment) {
                    at++;
                    continue;
                }
                long length = agreement(at, found);
                if (length > agreeing(at, length) + CLEARLY_BETTER) {
                    turnTo(at, found);
                    at += length;
                } else {
                    at++;
                }
            }
            tellRest();
        }

        /** Ends the part under way and begins another at {@code at}, or before, aligned with {@code found}. */
        private void turnTo(long at, long found) {
            tellAllButLast(at);
            long forward = forwardExtension(at);
            long backward = backwardExtension(at, found, begin);
            long overlap = begin + forward - (at - backward);
            if (overlap > 0) {
                long kept = bestSplit(at - backward, overlap, found - at);
                forward -= overlap - kept;
                backward -= kept;
            }
            tell(forward, at - backward);
            begin = at - backward;
            alignment = found - at;
        }

        private void tellRest() {
            tellAllButLast(target.byteSize());
            tell(forwardExtension(target.byteSize()), target.byteSize());
        }

        /** Where an extension ends the present alignment may go on behind a gap: tells every part before {@code end} but the last. */
        private void tellAllButLast(long end) {
            while (true) {
                long extended = begin + forwardExtension(end);
                long next = nextAgreement(extended, end);
                if (next == end) {
                    return;
                }
                long part = next - backwardExtension(next, next + alignment, extended);
                tell(extended - begin, part);
                begin = part;
            }
        }

        /** The first place from {@code from} on where the present alignment agrees well; {@code end} if there is none before. */
        private long nextAgreement(long from, long end) {
            long run = 0;
            for (long at = from; at < end; at++) {
                run = isSame(at, at + alignment) ? run + 1 : 0;
                if (run == GOOD_ENOUGH) {
                    return at + 1 - run;
                }
            }
            return end;
        }

        /** The part from {@code begin} to {@code end}: so many bytes resemble the source, the others are novel. */
        private void tell(long resembling, long end) {
            tellResembling(begin, begin + resembling);
            if (end > begin + resembling) {
                listener.novel(begin + resembling, end - begin - resembling);
            }
        }

        /** Zeros cost nothing as novel bytes, but what the source has in their place would have to be taken away from it. */
        private void tellResembling(long from, long end) {
            long told = from;
            long at = from;
            while (at + LONG_ZEROS <= end) {
                if (target.get(LONG, at) != 0) {
                    at += Long.BYTES;
                    continue;
                }
                long zeros = endOfZeros(at, end);
                if (zeros - at >= LONG_ZEROS && agreeing(at, zeros - at) < zeros - at - CLEARLY_BETTER) {
                    if (at > told) {
                        listener.resembling(told + alignment, told, at - told);
                    }
                    listener.novel(at, zeros - at);
                    told = zeros;
                }
                at = zeros;
            }
            if (end > told) {
                listener.resembling(told + alignment, told, end - told);
            }
        }

        private long endOfZeros(long from, long end) {
            long at = from;
            while (at + Long.BYTES <= end && target.get(LONG, at) == 0) {
                at += Long.BYTES;
            }
            while (at < end && target.get(ValueLayout.JAVA_BYTE, at) == 0) {
                at++;
            }
            return at;
        }

        /** How many bytes from {@code begin} on, and before {@code end}, are worth to be taken from the present alignment. */
        private long forwardExtension(long end) {
            long most = Math.min(end - begin, source.byteSize() - (begin + alignment));
            long agreed = 0;
            long best = 0;
            long bestScore = 0;
            for (long i = 0; i < most && i - best <= PATIENCE; ) {
                agreed += isSame(begin + i, begin + alignment + i) ? 1 : 0;
                i++;
                if (agreed * 2 - i > bestScore) {
                    bestScore = agreed * 2 - i;
                    best = i;
                }
            }
            return best;
        }

        /** How many bytes before {@code at}, and not before {@code least}, are worth to be taken from the alignment with {@code found}. */
        private long backwardExtension(long at, long found, long least) {
            long most = Math.min(at - least, found);
            long agreed = 0;
            long best = 0;
            long bestScore = 0;
            for (long i = 1; i <= most && i - best <= PATIENCE; i++) {
                agreed += isSame(at - i, found - i) ? 1 : 0;
                if (agreed * 2 - i > bestScore) {
                    bestScore = agreed * 2 - i;
                    best = i;
                }
            }
            return best;
        }

        /** How many of {@code length} bytes from {@code from} on the old alignment should keep, the rest being the new one's. */
        private long bestSplit(long from, long length, long newAlignment) {
            long lead = 0;
            long best = 0;
            long bestLead = 0;
            for (long i = 0; i < length; i++) {
                lead += isSame(from + i, from + alignment + i) ? 1 : 0;
                lead -= isSame(from + i, from + newAlignment + i) ? 1 : 0;
                if (lead > bestLead) {
                    bestLead = lead;
                    best = i + 1;
                }
            }
            return best;
        }

        /** How many bytes agree without a break. */
        private long agreement(long inTarget, long inSource) {
            if (inSource < 0 || inSource >= source.byteSize()) {
                return 0;
            }
            long most = Math.min(target.byteSize() - inTarget, source.byteSize() - inSource);
            long differing =
                    MemorySegment.mismatch(target, inTarget, inTarget + most, source, inSource, inSource + most);
            return differing < 0 ? most : differing;
        }

        /** How many of the bytes agree in the present alignment. */
        private long agreeing(long inTarget, long length) {
            long agreed = 0;
            for (long i = 0; i < length; i++) {
                agreed += isSame(inTarget + i, inTarget + alignment + i) ? 1 : 0;
            }
            return agreed;
        }

        private boolean isSame(long inTarget, long inSource) {
            return inSource >= 0
                    && inSource < source.byteSize()
                    && target.get(ValueLayout.JAVA_BYTE, inTarget) == source.get(ValueLayout.JAVA_BYTE, inSource);
        }
    }
}
