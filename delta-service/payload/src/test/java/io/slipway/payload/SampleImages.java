package io.slipway.payload;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** Images for tests, made from seeds. */
public final class SampleImages {

    private SampleImages() {}

    /** Random bytes: nothing in them compresses. */
    public static byte[] random(long seed, int length) {
        byte[] image = new byte[length];
        new Random(seed).nextBytes(image);
        return image;
    }

    /** What a filesystem looks like from afar: stretches of text, zeros, random bytes and repetition, of random lengths. */
    public static byte[] structured(long seed, int length) {
        Random random = new Random(seed);
        byte[] image = new byte[length];
        int at = 0;
        while (at < length) {
            int end = Math.min(length, at + 1 + random.nextInt(12_000));
            switch (random.nextInt(4)) {
                case 0 -> text(random, image, at, end);
                case 1 -> Arrays.fill(image, at, end, (byte) 0);
                case 2 -> System.arraycopy(random(random.nextLong(), end - at), 0, image, at, end - at);
                default -> Arrays.fill(image, at, end, (byte) random.nextInt());
            }
            at = end;
        }
        return image;
    }

    private static void text(Random random, byte[] image, int from, int end) {
        byte[] words =
                "the slot that was booted is never the slot that is written ".getBytes(StandardCharsets.US_ASCII);
        for (int i = from; i < end; i++) {
            image[i] = random.nextInt(40) == 0 ? (byte) ('a' + random.nextInt(26)) : words[i % words.length];
        }
    }
}
