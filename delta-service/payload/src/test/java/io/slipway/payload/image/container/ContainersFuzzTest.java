package io.slipway.payload.image.container;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.slipway.payload.image.DebianTools;
import io.slipway.payload.image.FilesystemReader;
import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.ImageLayout;
import io.slipway.payload.image.PackedPieces;
import io.slipway.payload.image.Piece;
import io.slipway.payload.image.ReaderFuzz;
import io.slipway.payload.image.UnreadableImageException;
import io.slipway.payload.image.archive.CpioReader;

/** An archive with a small container of each kind; what is refused is the archive, never a container. */
class ContainersFuzzTest {

    private static final List<String> COMMANDS = List.of(
            "zstd -q -1", "zstd -q --no-check -1", "lz4 -q", "lz4 -q -BX --content-size", "lz4 -q -l", "gzip -9");

    @TempDir
    private static Path folder;

    private static ReaderFuzz fuzz;

    @BeforeAll
    static void make_corpus() throws Exception {
        Path tree = Files.createDirectories(folder.resolve("tree"));
        byte[] text = Kernels.words(3000);
        int number = 0;
        for (String command : COMMANDS) {
            Files.write(tree.resolve("packed" + number++), Kernels.pack(folder, command, text));
        }
        Files.write(tree.resolve("vmlinuz"), Kernels.bzImage(folder, "lz4 -q -l -9", text));
        Files.write(tree.resolve("vmlinuz2"), Kernels.bzImage(folder, "zstd -q -19", text));
        DebianTools.run(tree, "sh", "-c", "ls | cpio --quiet --reproducible -o -H newc > ../archive");
        fuzz = new ReaderFuzz(new Refining(), List.of(Files.readAllBytes(folder.resolve("archive"))));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void damage_does_no_harm(long seed) {
        fuzz.run(seed);
    }

    private static final class Refining implements FilesystemReader {

        private final CpioReader reader = new CpioReader();

        @Override
        public String name() {
            return reader.name();
        }

        @Override
        public boolean recognises(ImageBytes image) {
            return reader.recognises(image);
        }

        @Override
        public ImageLayout read(ImageBytes image) throws UnreadableImageException {
            ImageLayout layout = reader.read(image);
            List<Piece> pieces = Containers.find(image, layout.files(), PackedPieces.allowedFor(image.length()));
            return new ImageLayout(name(), withPlain(pieces, image.length()), List.of(), Optional.empty());
        }

        private static List<Piece> withPlain(List<Piece> packed, long length) {
            List<Piece> all = new ArrayList<>();
            long end = 0;
            for (Piece piece : packed) {
                if (piece.offset() > end) {
                    all.add(new Piece.Plain(end, piece.offset() - end));
                }
                all.add(piece);
                end = piece.offset() + piece.length();
            }
            if (end < length) {
                all.add(new Piece.Plain(end, length - end));
            }
            return all;
        }
    }
}
