package io.slipway.payload.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/** Writes {@link SampleTree#posix} with files that a compressing filesystem treats in ways of their own. */
public final class PackableTree {

    private static final int LARGE = 700_000;

    private PackableTree() {}

    /** The tree: the same bytes each time it is written. */
    public static SampleTree write(Path folder) throws IOException {
        SampleTree tree = SampleTree.posix(folder);
        Random random = new Random(9);
        add(tree, "packable/words", words(random, LARGE));
        add(tree, "packable/words again", words(new Random(9), LARGE));
        add(tree, "packable/noise", noise(random, 300_000));
        add(tree, "packable/one letter", filled(LARGE, 'a'));
        add(tree, "packable/zeros", new byte[1 << 20]);
        add(tree, "packable/zeros and a tail", new byte[300_077]);
        byte[] holes = new byte[1 << 20];
        System.arraycopy(noise(random, 5000), 0, holes, 200_000, 5000);
        System.arraycopy(words(random, 200_000), 0, holes, 700_000, 200_000);
        add(tree, "packable/holes", holes);
        byte[] mixed = words(random, LARGE);
        for (int i = 0; i < LARGE; i += 100_000) {
            System.arraycopy(noise(random, 40_000), 0, mixed, i, 40_000);
        }
        add(tree, "packable/mixed", mixed);
        for (int i = 0; i < 40; i++) {
            add(tree, "packable/small/" + i, words(random, 1 + random.nextInt(9000)));
        }
        return tree;
    }

    private static void add(SampleTree tree, String path, byte[] content) throws IOException {
        Path file = tree.folder().resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
        tree.files().put(path, content);
    }

    private static byte[] words(Random random, int length) {
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            text.append(Integer.toString(random.nextInt(3000) * 977, 36)).append(random.nextInt(9) == 0 ? '\n' : ' ');
        }
        return text.substring(0, length).getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] noise(Random random, int length) {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        return noise;
    }

    private static byte[] filled(int length, char letter) {
        byte[] filled = new byte[length];
        Arrays.fill(filled, (byte) letter);
        return filled;
    }
}
