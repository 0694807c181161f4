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

    /** Text of words that come again in another order: it compresses to about half. */
    public static byte[] words(long seed, int length) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            text.append(Integer.toString(random.nextInt(3000) * 977, 36)).append(' ');
        }
        return text.substring(0, length).getBytes(StandardCharsets.US_ASCII);
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

    /** Another image with some of the same content: stretches moved, left out and put in, and bytes scattered over the rest. */
    public static byte[] edited(long seed, byte[] image) {
        Random random = new Random(seed);
        byte[] edited = image;
        for (int i = 1 + random.nextInt(6); i > 0; i--) {
            int at = random.nextInt(edited.length + 1);
            int length = random.nextInt(Math.min(edited.length - at, 20_000) + 1);
            byte[] stretch = Arrays.copyOfRange(edited, at, at + length);
            edited = switch (random.nextInt(4)) {
                case 0 -> replace(edited, at, 0, random(random.nextLong(), random.nextInt(9000)));
                case 1 -> replace(edited, at, length, new byte[0]);
                case 2 -> {
                    byte[] rest = replace(edited, at, length, new byte[0]);
                    yield replace(rest, random.nextInt(rest.length + 1), 0, stretch);
                }
                default -> {
                    for (int j = 0; j < length; j += 1 + random.nextInt(200)) {
                        stretch[j] += (byte) (1 + random.nextInt(9));
                    }
                    yield replace(edited, at, length, stretch);
                }
            };
        }
        return edited;
    }

    private static byte[] replace(byte[] image, int at, int length, byte[] by) {
        byte[] replaced = Arrays.copyOf(image, image.length - length + by.length);
        System.arraycopy(by, 0, replaced, at, by.length);
        System.arraycopy(image, at + length, replaced, at + by.length, image.length - at - length);
        return replaced;
    }

    private static void text(Random random, byte[] image, int from, int end) {
        byte[] words =
                "the slot that was booted is never the slot that is written ".getBytes(StandardCharsets.US_ASCII);
        for (int i = from; i < end; i++) {
            image[i] = random.nextInt(40) == 0 ? (byte) ('a' + random.nextInt(26)) : words[i % words.length];
        }
    }
}
