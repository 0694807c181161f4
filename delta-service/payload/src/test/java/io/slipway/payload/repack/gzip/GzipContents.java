package io.slipway.payload.repack.gzip;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** Contents that bring a deflate compressor to its decisions. The same bytes for the same kind, length and seed. */
enum GzipContents {
    TEXT {
        @Override
        void fill(byte[] content, Random random) {
            StringBuilder text = new StringBuilder();
            while (text.length() < content.length) {
                text.append(Integer.toString(random.nextInt(3000) * 977, 36))
                        .append(random.nextInt(9) == 0 ? "\n    - " : " ");
            }
            copy(text.substring(0, content.length).getBytes(StandardCharsets.US_ASCII), content);
        }
    },
    /** Stored as it is. */
    NOISE {
        @Override
        void fill(byte[] content, Random random) {
            random.nextBytes(content);
        }
    },
    ZEROS {
        @Override
        void fill(byte[] content, Random random) {}
    },
    /** The longest matches, and matches that go on behind the end of the content. */
    RUNS {
        @Override
        void fill(byte[] content, Random random) {
            for (int at = 0; at < content.length; ) {
                int end = Math.min(content.length, at + 1 + random.nextInt(600));
                Arrays.fill(content, at, end, (byte) (random.nextInt(4) * 7));
                at = end;
            }
        }
    },
    /** Long matches at every distance around the borders of the window. */
    FAR {
        @Override
        void fill(byte[] content, Random random) {
            int[] distances = {1, 3, 4095, 4096, 4097, 32_505, 32_506, 32_507, 32_767, 32_768};
            random.nextBytes(content);
            for (int at = 33_000; at < content.length; at += 1 + random.nextInt(5)) {
                int distance = distances[random.nextInt(distances.length)];
                int end = Math.min(content.length, at + 3 + random.nextInt(random.nextBoolean() ? 3 : 260));
                for (; at < end; at++) {
                    content[at] = content[at - distance];
                }
            }
        }
    },
    /** Few symbols, so that all lengths of codes are short and blocks compress well without matches. */
    LETTERS {
        @Override
        void fill(byte[] content, Random random) {
            int letters = 2 + random.nextInt(20);
            for (int i = 0; i < content.length; i++) {
                content[i] = (byte) random.nextInt(letters);
            }
        }
    },
    /** Symbols that are rarer and rarer, so that codes would become longer than deflate allows. */
    FIBONACCI {
        @Override
        void fill(byte[] content, Random random) {
            int[] counts = new int[24];
            counts[0] = 1;
            counts[1] = 1;
            for (int i = 2; i < counts.length; i++) {
                counts[i] = counts[i - 1] + counts[i - 2];
            }
            int all = Arrays.stream(counts).sum();
            for (int i = 0; i < content.length; i++) {
                int symbol = 0;
                for (int at = random.nextInt(all); at >= counts[symbol]; symbol++) {
                    at -= counts[symbol];
                }
                content[i] = (byte) (symbol * 11);
            }
        }
    },
    /** Everything, in parts of up to 20 000 bytes. */
    MIXED {
        @Override
        void fill(byte[] content, Random random) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            while (all.size() < content.length) {
                GzipContents kind = values()[random.nextInt(MIXED.ordinal())];
                all.writeBytes(kind.of(1 + random.nextInt(20_000), random.nextInt()));
            }
            copy(all.toByteArray(), content);
        }
    };

    abstract void fill(byte[] content, Random random);

    byte[] of(int length, int seed) {
        byte[] content = new byte[length];
        fill(content, new Random(seed));
        return content;
    }

    private static void copy(byte[] from, byte[] content) {
        System.arraycopy(from, 0, content, 0, content.length);
    }
}
