package io.slipway.payload.create;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.slipway.payload.MadeDelta;
import io.slipway.payload.SampleImages;
import io.slipway.payload.apply.Applying;
import io.slipway.payload.image.DebianTools;
import io.slipway.payload.image.PackableTree;

import static org.assertj.core.api.Assertions.assertThat;

/** Deltas between images that Debian's tools make of a tree and of the same tree a little later. */
class FilesystemDeltaTest {

    /** What does not exist in the old tree and does not compress. */
    private static final int NOVEL = 6000;

    @TempDir
    static Path folder;

    @BeforeAll
    static void makeTrees() throws IOException {
        PackableTree.write(folder.resolve("old"));
        PackableTree.write(folder.resolve("new"));
        Path later = folder.resolve("new");
        Path words = later.resolve("packable/words");
        byte[] changed = Files.readAllBytes(words);
        for (int i = 5000; i < changed.length; i += 50_000) {
            changed[i] ^= 1;
        }
        Files.write(words, changed);
        Files.write(later.resolve("packable/new"), SampleImages.random(1, NOVEL));
        Files.move(later.resolve("packable/mixed"), later.resolve("packable/moved"));
        Files.delete(later.resolve("packable/small/7"));
        Path noise = later.resolve("packable/noise");
        Files.write(noise, Arrays.copyOf(Files.readAllBytes(noise), 250_000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mksquashfs %s %s -comp gzip -b 131072",
                "mksquashfs %s %s -comp zstd -b 131072",
                "mksquashfs %s %s -comp xz -b 131072",
                "mksquashfs %s %s -comp lz4 -b 65536",
                "erofs -zlz4 -C65536",
                "erofs -zlz4hc",
                "ext4"
            })
    void what_is_applied_is_the_new_image(String tool) throws Exception {
        Path source = make("old", tool);
        Path target = make("new", tool);

        MadeDelta delta = MadeDelta.of(source, target, folder, DeltaSettings.withThreads(2));

        byte[] made = Applying.apply(delta, Files.readAllBytes(source));
        assertThat(made).isEqualTo(Files.readAllBytes(target));
    }

    /** Each block of the changed file has a changed byte, which spoils it where it is packed: without unpacking, all of them would travel. */
    @ParameterizedTest
    @ValueSource(
            strings = {"mksquashfs %s %s -comp gzip -b 131072", "mksquashfs %s %s -comp zstd -b 131072", "erofs -zlz4hc"
            })
    void what_is_packed_is_compared_unpacked(String tool) throws Exception {
        Path source = make("old", tool);
        Path target = make("new", tool);

        MadeDelta delta = MadeDelta.of(source, target, folder, DeltaSettings.withThreads(2));

        int spoilt = deflated(Files.readAllBytes(folder.resolve("new/packable/words")));
        assertThat(delta.bytes().length).isBetween(NOVEL, NOVEL + spoilt / 50);
    }

    /** The kernel is packed by itself, and its bytes once more by the filesystem. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "mksquashfs %s %s -comp gzip -b 131072",
                "mksquashfs %s %s -comp zstd -b 131072",
                "erofs -zlz4hc -Enoinline_data",
                "ext4"
            })
    void what_is_packed_twice_is_compared_unpacked(String tool) throws Exception {
        byte[] words = SampleImages.words(7, 900_000);
        kernel("old", words);
        for (int i = 5000; i < words.length; i += 50_000) {
            words[i] ^= 1;
        }
        kernel("new", words);
        Path source = make("old", tool);
        Path target = make("new", tool);

        MadeDelta delta = MadeDelta.of(source, target, folder, DeltaSettings.withThreads(2));

        assertThat(Applying.apply(delta, Files.readAllBytes(source))).isEqualTo(Files.readAllBytes(target));
        assertThat(delta.bytes().length).isBetween(NOVEL, 2 * NOVEL + deflated(words) / 50);
    }

    private static void kernel(String tree, byte[] content) throws IOException {
        Path plain = Files.write(folder.resolve("plain"), content);
        DebianTools.run(
                folder, "sh", "-c", "zstd -q -f -19 %s -o %s/initrd.img".formatted(plain, folder.resolve(tree)));
    }

    private static int deflated(byte[] content) {
        try (Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION)) {
            deflater.setInput(content);
            deflater.finish();
            return deflater.deflate(new byte[content.length]);
        }
    }

    private static Path make(String tree, String tool) throws IOException {
        Path image = Files.createTempFile(folder, tree, ".image");
        List<String> words = new ArrayList<>(List.of(tool.split(" ")));
        String from = folder.resolve(tree).toString();
        switch (words.removeFirst()) {
            case "mksquashfs" -> {
                words.set(0, from);
                words.set(1, image.toString());
                words.addAll(List.of("-noappend", "-no-progress", "-all-root", "-no-xattrs", "-processors", "1"));
                DebianTools.run(folder, "mksquashfs", words.toArray(String[]::new));
            }
            case "erofs" -> {
                words.addAll(List.of("-T1700000000", "-U11111111-2222-3333-4444-555555555555", image.toString(), from));
                DebianTools.run(folder, "mkfs.erofs", words.toArray(String[]::new));
            }
            default ->
                DebianTools.run(
                        folder, "mke2fs", "-q", "-F", "-t", "ext4", "-b", "4096", "-d", from, image.toString(), "16M");
        }
        return image;
    }
}
