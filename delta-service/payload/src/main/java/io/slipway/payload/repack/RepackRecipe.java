package io.slipway.payload.repack;

import java.util.Arrays;

/**
 * How to pack bytes so that the result is identical to what another tool made: the compressor and every parameter that influences its output. Encoded in
 * {@value #ENCODED_LENGTH} bytes.
 */
public sealed interface RepackRecipe {

    /** Bytes of every encoded recipe. */
    int ENCODED_LENGTH = 4;

    /**
     * Zlib stream with a window of 32 KiB and memory level 8, made in one call.
     *
     * @param level 1 to 9
     * @param strategy 0 default, 1 filtered, 2 Huffman only
     */
    record Zlib(int level, int strategy) implements RepackRecipe {
        /** @throws IllegalArgumentException if a number is out of range */
        public Zlib {
            check(level, 1, 9);
            check(strategy, 0, 2);
        }
    }

    /**
     * Deflate stream with a window of 32 KiB and memory level 8, made in one call by zlib.
     *
     * @param level 1 to 9
     */
    record Deflate(int level) implements RepackRecipe {
        /** @throws IllegalArgumentException if a number is out of range */
        public Deflate {
            check(level, 1, 9);
        }
    }

    /**
     * Deflate stream as the program GNU gzip makes it of a file. It finds what zlib finds, but ends blocks elsewhere.
     *
     * @param level 1 to 9
     */
    record Gzip(int level) implements RepackRecipe {
        /** @throws IllegalArgumentException if a number is out of range */
        public Gzip {
            check(level, 1, 9);
        }
    }

    /**
     * Zstandard frame with the content's size and without a checksum, made in one call.
     *
     * @param level 1 to 22
     * @param release of libzstd: 4 for 1.5.4, 6 for 1.5.6
     */
    record Zstd(int level, int release) implements RepackRecipe {
        /** @throws IllegalArgumentException if a number is out of range */
        public Zstd {
            check(level, 1, 22);
            check(release, 0, 255);
        }
    }

    /**
     * Zstandard frame as the program {@code zstd} makes it, for {@link StreamPacker} alone.
     *
     * @param level 1 to 19; those above need up to a gigabyte of memory
     * @param release of libzstd: 4 for 1.5.4
     * @param jobs whether the content was cut into jobs for several threads, which the program does unless it is asked not to; how many threads there were
     *     does not matter
     * @param checksum whether the frame ends with a checksum
     * @param contentSize whether the program knew the content's size beforehand: from a file, not from a pipe
     * @param longWindow 0, or the logarithm of the window that {@code --long} asked for, 10 to 27
     */
    record ZstdStream(int level, int release, boolean jobs, boolean checksum, boolean contentSize, int longWindow)
            implements RepackRecipe {

        private static final int[] WINDOW_LOGS = {
            0, 19, 20, 21, 21, 21, 21, 21, 21, 22, 22, 22, 22, 22, 22, 22, 22, 23, 23, 23
        };

        /** @throws IllegalArgumentException if a number is out of range */
        public ZstdStream {
            check(level, 1, 19);
            check(release, 0, 255);
            if (longWindow != 0) {
                check(longWindow, 10, 27);
            }
        }

        /** Logarithm of the window for content that is large or of unknown length, unless {@code --long} asked for another: {@code ZSTD_defaultCParameters}. */
        public int windowLog() {
            return WINDOW_LOGS[level];
        }

        /** The same but for the jobs. */
        public ZstdStream withoutJobs() {
            return new ZstdStream(level, release, false, checksum, contentSize, longWindow);
        }

        private int flags() {
            return (jobs ? 1 : 0) | (checksum ? 2 : 0) | (contentSize ? 4 : 0) | longWindow << 3;
        }
    }

    /**
     * LZ4 block of all the content.
     *
     * @param level {@value #LZ4_FAST} for the fast compressor, else of LZ4 HC
     */
    record Lz4(int level) implements RepackRecipe {
        /** @throws IllegalArgumentException if a number is out of range */
        public Lz4 {
            check(level, LZ4_FAST, 12);
        }
    }

    /**
     * LZ4 block that was filled up with as much content as fits into a physical cluster of erofs, and zeros for what it left free.
     *
     * <p>The compressor had more content before it than fits in, and looked at it, so it must be given some.
     *
     * @param level {@value #LZ4_FAST} for the fast compressor, else of LZ4 HC
     * @param atEnd whether the zeros come first
     * @param lookahead what follows the content
     * @param large whether the content and what follows have 64 KiB or more, where the fast compressor uses another hash table
     */
    record Lz4Cluster(int level, boolean atEnd, Lookahead lookahead, boolean large) implements RepackRecipe {
        /** @throws IllegalArgumentException if a number is out of range */
        public Lz4Cluster {
            check(level, LZ4_FAST, 12);
            if (large && lookahead != Lookahead.NOISE && lookahead != Lookahead.ZEROS) {
                throw new IllegalArgumentException("nothing cannot be large");
            }
        }
    }

    /**
     * A block that holds its content as it is, but not from its beginning on.
     *
     * @param rotation where it begins
     */
    record Rotated(Rotation rotation) implements RepackRecipe {}

    /** What the compressor is given behind the content, in order that it decides at its end as it did with what really followed. */
    enum Lookahead {
        /** Bytes that resemble nothing. */
        NOISE,
        /** Zeros. */
        ZEROS,
        /** Nothing: the content was all. */
        NOTHING,
        /** Nothing, and room for more than the cluster holds: the content was all, and the cluster was cut to what it needs. */
        NOTHING_AND_ROOM
    }

    /** The level that means LZ4's fast compressor. */
    int LZ4_FAST = 0;

    /** Most bytes that {@link Repacker} follows the recipe for, unpacked and packed. */
    default int largest() {
        return switch (this) {
            case Lz4 _, Deflate _, Gzip _ -> Codec.MAX_UNPACKED;
            case Zlib _, Zstd _, Lz4Cluster _, Rotated _ -> 1 << 20;
            case ZstdStream _ -> 0;
        };
    }

    /** Bytes that it takes to follow the recipe, besides content and result, or the portions of them; measured, and rounded up. */
    default long memory() {
        return switch (this) {
            case ZstdStream stream ->
                ((stream.jobs ? 36L : 20L) << stream.windowLog())
                        + (stream.longWindow == 0 ? 0 : 1L << stream.longWindow);
            case Gzip _ -> 1 << 20;
            case Zlib _, Deflate _, Zstd _, Lz4 _, Lz4Cluster _, Rotated _ -> 16 << 20;
        };
    }

    /** What unpacks that which the recipe packs. */
    default Unpacker unpacker() {
        return switch (this) {
            case Zlib _ -> Codec.ZLIB;
            case Deflate _, Gzip _ -> Codec.DEFLATE;
            case Zstd _, ZstdStream _ -> Codec.ZSTD;
            case Lz4 _ -> Codec.LZ4;
            case Lz4Cluster cluster -> cluster.atEnd() ? Codec.PADDED_LZ4 : Codec.LZ4;
            case Rotated rotated -> rotated.rotation();
        };
    }

    /** Four bytes: what it is, the level, and two parameters. */
    default byte[] encode() {
        return switch (this) {
            case Zlib zlib -> bytes(1, zlib.level, zlib.strategy, 0);
            case Zstd zstd -> bytes(2, zstd.level, zstd.release, 0);
            case Lz4 lz4 -> bytes(3, lz4.level, 0, 0);
            case Lz4Cluster cluster ->
                bytes(4, cluster.level, cluster.lookahead.ordinal(), (cluster.atEnd ? 1 : 0) | (cluster.large ? 2 : 0));
            case ZstdStream stream -> bytes(5, stream.level, stream.release, stream.flags());
            case Deflate deflate -> bytes(6, deflate.level, 0, 0);
            case Gzip gzip -> bytes(7, gzip.level, 0, 0);
            case Rotated rotated -> bytes(8, rotated.rotation.skip() >>> Byte.SIZE, rotated.rotation.skip(), 0);
        };
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws UndecodableException if it has another length, or no recipe is written like this
     */
    static RepackRecipe decode(byte[] encoded) throws UndecodableException {
        if (encoded.length != ENCODED_LENGTH) {
            throw new UndecodableException("a recipe of " + encoded.length + " bytes");
        }
        try {
            RepackRecipe recipe =
                    switch (encoded[0]) {
                        case 1 -> new Zlib(encoded[1], encoded[2]);
                        case 2 -> new Zstd(encoded[1], encoded[2]);
                        case 3 -> new Lz4(encoded[1]);
                        case 4 ->
                            new Lz4Cluster(
                                    encoded[1],
                                    (encoded[3] & 1) != 0,
                                    Lookahead.values()[encoded[2]],
                                    (encoded[3] & 2) != 0);
                        case 5 ->
                            new ZstdStream(
                                    encoded[1],
                                    encoded[2],
                                    (encoded[3] & 1) != 0,
                                    (encoded[3] & 2) != 0,
                                    (encoded[3] & 4) != 0,
                                    (encoded[3] & 0xff) >>> 3);
                        case 6 -> new Deflate(encoded[1]);
                        case 7 -> new Gzip(encoded[1]);
                        case 8 -> new Rotated(new Rotation((encoded[1] & 0xff) << Byte.SIZE | encoded[2] & 0xff));
                        default -> throw new UndecodableException("an unknown recipe " + encoded[0]);
                    };
            if (Arrays.equals(recipe.encode(), encoded)) {
                return recipe;
            }
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw new UndecodableException("a recipe with a parameter out of range: " + e.getMessage());
        }
        throw new UndecodableException("a recipe with an unknown parameter");
    }

    private static byte[] bytes(int kind, int level, int first, int second) {
        return new byte[] {(byte) kind, (byte) level, (byte) first, (byte) second};
    }

    private static void check(int number, int low, int high) {
        if (number < low || number > high) {
            throw new IllegalArgumentException(number + " is not from " + low + " to " + high);
        }
    }
}
