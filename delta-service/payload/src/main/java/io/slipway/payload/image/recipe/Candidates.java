package io.slipway.payload.image.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.slipway.payload.image.Packing;
import io.slipway.payload.image.Packing.Deflate.Hint;
import io.slipway.payload.repack.RepackRecipe;
import io.slipway.payload.repack.RepackRecipe.Lookahead;
import io.slipway.payload.repack.Repacker;

/** The recipes that tools follow, by what an image says of its compression; the likeliest first. */
final class Candidates {

    /** Levels of LZ4 HC that give the same bytes in every release; the default first. */
    private static final List<Integer> LZ4_HC_LEVELS = List.of(9, 12, 10, 11, 8, 7, 6, 5, 4, 3);

    private static final List<Lookahead> LOOKAHEADS =
            List.of(Lookahead.NOISE, Lookahead.NOTHING, Lookahead.NOTHING_AND_ROOM, Lookahead.ZEROS);

    /** Levels of which the header of a {@code .gz} file says nothing; the default first. */
    private static final List<Integer> DEFLATE_LEVELS = List.of(6, 8, 7, 5, 4, 3, 2);

    private static final int DEFLATE_BEST = 9;
    private static final int DEFLATE_FASTEST = 1;

    private static final int ZLIB_STRATEGIES = 3;
    private static final int ZLIB_WINDOW_BITS = 15;
    private static final int LZ4_HC_MAX = 12;

    /** What initial ramdisks and modules are packed with, then the rest. */
    private static final List<Integer> ZSTD_LEVELS =
            List.of(9, 19, 3, 1, 18, 15, 12, 6, 2, 4, 5, 7, 8, 10, 11, 13, 14, 16, 17);

    /** A wrong level shows late with {@code --long}, so only the usual ones are tried. */
    private static final List<Integer> ZSTD_LONG_LEVELS = List.of(19, 3, 9, 1);

    /** The window of {@code --long} without a number. */
    private static final int ZSTD_LONG = 27;

    private Candidates() {}

    /** Recipes that can be carried out here; none if there is no compressor that is known to agree. */
    static List<RepackRecipe> of(Packing packing) {
        List<RepackRecipe> candidates =
                switch (packing) {
                    case Packing.Zlib zlib -> zlib(zlib);
                    case Packing.Deflate deflate -> deflate(deflate.hint());
                    case Packing.Zstd zstd -> zstd(zstd.level());
                    case Packing.Lz4 lz4 -> lz4(lz4.highCompression());
                    case Packing.Lz4Program _ -> lz4Program();
                    case Packing.PaddedLz4 _ -> lz4Clusters(true);
                    case Packing.ZstdProgram zstd -> zstdProgram(zstd);
                    case Packing.Rotated rotated -> List.of(new RepackRecipe.Rotated(rotated.rotation()));
                    case Packing.Xz _, Packing.Lzo _, Packing.CutZstd _ -> List.of();
                };
        return candidates.stream().filter(Repacker::supports).toList();
    }

    /** Whether a tool that follows one recipe for one piece may follow the other for another piece of the same image. */
    static boolean belongTogether(RepackRecipe one, RepackRecipe other) {
        return one instanceof RepackRecipe.Lz4Cluster first && other instanceof RepackRecipe.Lz4Cluster second
                ? first.level() == second.level()
                : one.equals(other);
    }

    /** mksquashfs tries the strategies whose bits are set and keeps the shortest result. */
    private static List<RepackRecipe> zlib(Packing.Zlib zlib) {
        List<RepackRecipe> candidates = new ArrayList<>();
        if (zlib.windowBits() != ZLIB_WINDOW_BITS || zlib.level() < 1 || zlib.level() > 9) {
            return candidates;
        }
        for (int strategy = 0; strategy < ZLIB_STRATEGIES; strategy++) {
            if (zlib.strategies() == 0 ? strategy == 0 : (zlib.strategies() & 1 << strategy) != 0) {
                candidates.add(new RepackRecipe.Zlib(zlib.level(), strategy));
            }
        }
        return candidates;
    }

    /** GNU gzip before zlib: where both give the same, the device then needs no compressor of its Java runtime. */
    private static List<RepackRecipe> deflate(Hint hint) {
        return deflateLevels(hint)
                .<RepackRecipe>flatMap(
                        level -> Stream.of(new RepackRecipe.Gzip(level), new RepackRecipe.Deflate(level)))
                .toList();
    }

    /** Programs that pack as zlib does may say otherwise which level it was, so the others are tried too. */
    private static Stream<Integer> deflateLevels(Hint hint) {
        Stream<Integer> others = DEFLATE_LEVELS.stream();
        return switch (hint) {
            case BEST -> Stream.concat(Stream.of(DEFLATE_BEST), Stream.concat(others, Stream.of(DEFLATE_FASTEST)));
            case FASTEST -> Stream.concat(Stream.of(DEFLATE_FASTEST), Stream.concat(others, Stream.of(DEFLATE_BEST)));
            case NONE -> Stream.concat(others, Stream.of(DEFLATE_BEST, DEFLATE_FASTEST));
        };
    }

    private static List<RepackRecipe> zstd(int level) {
        List<RepackRecipe> candidates = new ArrayList<>();
        if (level >= 1 && level <= 22) {
            for (int release = 4; release <= 7; release++) {
                candidates.add(new RepackRecipe.Zstd(level, release));
            }
        }
        return candidates;
    }

    /** A window tells the level, or what {@code --long} asked for. */
    private static List<RepackRecipe> zstdProgram(Packing.ZstdProgram zstd) {
        int windowLog = zstd.windowLog();
        List<RepackRecipe> candidates = new ArrayList<>();
        for (int level : ZSTD_LEVELS) {
            for (RepackRecipe.ZstdStream stream : zstdStreams(zstd, level, 0)) {
                if (windowLog == 0 || windowLog == stream.windowLog()) {
                    candidates.add(stream);
                }
            }
        }
        if (windowLog <= ZSTD_LONG) {
            for (int level : ZSTD_LONG_LEVELS) {
                candidates.addAll(zstdStreams(zstd, level, windowLog == 0 ? ZSTD_LONG : windowLog));
            }
        }
        return candidates;
    }

    private static List<RepackRecipe.ZstdStream> zstdStreams(Packing.ZstdProgram zstd, int level, int longWindow) {
        List<RepackRecipe.ZstdStream> streams = new ArrayList<>();
        for (int release = 4; release <= 7; release++) {
            for (boolean jobs : new boolean[] {true, false}) {
                streams.add(new RepackRecipe.ZstdStream(
                        level, release, jobs, zstd.checksum(), zstd.contentSize(), longWindow));
            }
        }
        return streams;
    }

    /** Squashfs packs whole blocks, with the highest level or none; erofs without padding fills clusters. */
    private static List<RepackRecipe> lz4(boolean highCompression) {
        List<RepackRecipe> candidates = new ArrayList<>();
        candidates.add(new RepackRecipe.Lz4(highCompression ? LZ4_HC_MAX : RepackRecipe.LZ4_FAST));
        candidates.addAll(lz4Clusters(false));
        return candidates;
    }

    private static List<RepackRecipe> lz4Program() {
        return Stream.concat(LZ4_HC_LEVELS.stream(), Stream.of(RepackRecipe.LZ4_FAST))
                .<RepackRecipe>map(RepackRecipe.Lz4::new)
                .toList();
    }

    private static List<RepackRecipe> lz4Clusters(boolean atEnd) {
        List<RepackRecipe> candidates = new ArrayList<>();
        for (Lookahead lookahead : LOOKAHEADS) {
            if (lookahead == Lookahead.NOISE || lookahead == Lookahead.ZEROS) {
                candidates.add(new RepackRecipe.Lz4Cluster(RepackRecipe.LZ4_FAST, atEnd, lookahead, true));
            }
            candidates.add(new RepackRecipe.Lz4Cluster(RepackRecipe.LZ4_FAST, atEnd, lookahead, false));
            for (int level : LZ4_HC_LEVELS) {
                candidates.add(new RepackRecipe.Lz4Cluster(level, atEnd, lookahead, false));
            }
        }
        return candidates;
    }
}
