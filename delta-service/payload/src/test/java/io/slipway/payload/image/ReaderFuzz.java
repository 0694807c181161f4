package io.slipway.payload.image;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Throws damaged images at a reader: it gives a layout that keeps its rules, or refuses with a reason. Anything else, and a heap that is too small, fails the
 * test. {@code -Dslipway.fuzz.rounds} sets how long it goes on.
 */
public final class ReaderFuzz {

    private static final int ROUNDS = Integer.getInteger("slipway.fuzz.rounds", 20_000) / 4;
    private static final int LINE = 16;
    private static final long[] INTERESTING = {
        0,
        1,
        2,
        3,
        4,
        5,
        7,
        8,
        12,
        16,
        0x7f,
        0x80,
        0xff,
        0x100,
        0x7fff,
        0x8000,
        0xffff,
        0x1_0000,
        0x7fff_ffffL,
        0x8000_0000L,
        0xffff_ffffL,
        -1
    };

    private final FilesystemReader reader;
    private final List<byte[]> corpus;
    private final Consumer<byte[]> repair;
    private final List<int[]> lines = new ArrayList<>();

    /** @param corpus images that {@code reader} reads */
    public ReaderFuzz(FilesystemReader reader, List<byte[]> corpus) throws UnreadableImageException {
        this(reader, corpus, image -> {});
    }

    /**
     * For images whose checksums would hide everything behind them.
     *
     * @param repair corrects the checksums of a damaged image
     */
    public ReaderFuzz(FilesystemReader reader, List<byte[]> corpus, Consumer<byte[]> repair)
            throws UnreadableImageException {
        this.reader = reader;
        this.corpus = corpus;
        this.repair = repair;
        for (byte[] image : corpus) {
            checkSense(reader.read(ImageBytes.of(image)), image.length);
            lines.add(linesInUse(image));
        }
    }

    /** Runs all rounds of one seed. */
    public void run(long seed) {
        Random random = new Random(seed);
        int accepted = 0;
        for (int round = 0; round < ROUNDS; round++) {
            int which = random.nextInt(corpus.size());
            byte[] mutated = mutate(corpus.get(which), lines.get(which), random);
            repair.accept(mutated);
            try {
                ImageBytes image = ImageBytes.of(mutated);
                reader.recognises(image);
                checkSense(reader.read(image), mutated.length);
                accepted++;
            } catch (UnreadableImageException e) {
                assertThat(e.getMessage()).isNotBlank();
            } catch (RuntimeException | Error e) {
                throw new AssertionError("image " + which + " in round " + round + " of seed " + seed, e);
            }
        }
        assertThat(accepted).isBetween(1, ROUNDS - 1);
    }

    private static void checkSense(ImageLayout layout, long length) {
        assertThat(layout.pieces().stream().mapToLong(Piece::length).sum()).isEqualTo(length);
        long unpacked =
                layout.pieces().stream().mapToLong(Piece::unpackedLength).sum();
        long last = 0;
        for (ImageFile file : layout.files()) {
            assertThat(file.path()).isNotEmpty();
            assertThat(file.size()).isPositive();
            for (ImageFile.Run run : file.runs()) {
                assertThat(run.offset() + run.length()).isBetween(1L, unpacked);
            }
            if (!file.runs().isEmpty()) {
                long first = file.runs().getFirst().offset();
                assertThat(first).isGreaterThanOrEqualTo(last);
                last = first;
            }
        }
    }

    /** The most of an image is zero or content: what is worth damaging are its few lines of metadata. */
    private static int[] linesInUse(byte[] image) {
        List<Integer> used = new ArrayList<>();
        for (int at = 0; at + LINE <= image.length; at += LINE) {
            if (!Arrays.equals(image, at, at + LINE, new byte[LINE], 0, LINE)) {
                used.add(at);
            }
        }
        return used.stream().mapToInt(Integer::intValue).toArray();
    }

    private static byte[] mutate(byte[] image, int[] lines, Random random) {
        byte[] mutated = image.clone();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            int line = lines[random.nextInt(lines.length)];
            int at = line + random.nextInt(LINE);
            switch (random.nextInt(5)) {
                case 0 -> mutated[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> mutated[at] = (byte) random.nextInt();
                case 2 ->
                    put(mutated, line + 2 * random.nextInt(8), 2, INTERESTING[random.nextInt(INTERESTING.length)]);
                case 3 ->
                    put(mutated, line + 4 * random.nextInt(4), 4, INTERESTING[random.nextInt(INTERESTING.length)]);
                default -> {
                    int from = lines[random.nextInt(lines.length)];
                    int length = Math.min(4 << random.nextInt(9), image.length - Math.max(from, line));
                    System.arraycopy(image, from, mutated, line, length);
                }
            }
        }
        return random.nextInt(20) == 0 ? Arrays.copyOf(mutated, random.nextInt(2 * image.length)) : mutated;
    }

    private static void put(byte[] image, int at, int bytes, long value) {
        for (int i = 0; i < bytes && at + i < image.length; i++) {
            image[at + i] = (byte) (value >>> 8 * i);
        }
    }
}
