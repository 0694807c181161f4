package io.slipway.payload.repack;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Content that compresses as programs do. */
final class Samples {

    private Samples() {}

    /** Text and noise in turns: the same bytes for the same length. */
    static byte[] content(int length) {
        Random random = new Random(length);
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            if (random.nextInt(5) == 0) {
                text.append((char) random.nextInt(256));
            }
            text.append(Integer.toString(random.nextInt(2000) * 977, 36)).append(' ');
        }
        return text.substring(0, length).getBytes(StandardCharsets.ISO_8859_1);
    }
}
