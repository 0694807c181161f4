package io.slipway.payload.image.fat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.slipway.payload.image.ReaderFuzz;

class FatFuzzTest {

    @TempDir
    private static Path folder;

    private static ReaderFuzz fuzz;

    @BeforeAll
    static void make_corpus() throws Exception {
        Path tree = Files.createDirectories(folder.resolve("tree"));
        Files.createDirectories(tree.resolve("directory/inside"));
        Files.writeString(tree.resolve("directory/inside/text"), "some text ".repeat(300));
        Files.writeString(tree.resolve("SHORT.TXT"), "a few words ".repeat(7));
        for (int i = 0; i < 9; i++) {
            Files.writeString(tree.resolve("a file with a longer name " + i), "file ".repeat(200));
        }
        List<byte[]> corpus = new ArrayList<>();
        for (String options : List.of("-F 12 -s 1 -R 1", "-F 12 -s 4 -r 64", "-F 16 -s 1")) {
            Path image = FatImages.make(folder, options, options.contains("16") ? 3000 : 160, tree);
            corpus.add(Files.readAllBytes(image));
            Files.delete(image);
        }
        corpus.add(FatImages.makeSmallFat32(folder, 320, tree));
        fuzz = new ReaderFuzz(new FatReader(), corpus);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void damage_is_refused_or_does_no_harm(long seed) {
        fuzz.run(seed);
    }
}
