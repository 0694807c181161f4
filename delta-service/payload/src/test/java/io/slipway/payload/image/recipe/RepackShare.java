package io.slipway.payload.image.recipe;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.ImageLayout;
import io.slipway.payload.image.PackedPieces;
import io.slipway.payload.image.Packing;
import io.slipway.payload.image.Piece;
import io.slipway.payload.image.ReadImage;
import io.slipway.payload.image.Unpacking;
import io.slipway.payload.image.archive.CpioReader;
import io.slipway.payload.image.container.Containers;
import io.slipway.payload.image.erofs.ErofsReader;
import io.slipway.payload.image.ext4.Ext4Reader;
import io.slipway.payload.image.fat.FatReader;
import io.slipway.payload.image.squashfs.SquashfsReader;
import io.slipway.payload.repack.RepackRecipe;

/**
 * How many compressed pieces of an image can be made again.
 *
 * @param packing how the image says that they are packed
 * @param identical pieces with a recipe
 * @param pieces all that were tried
 * @param identicalBytes of these pieces in the image
 * @param bytes of all that were tried
 * @param recipes how often each recipe was right
 */
record RepackShare(
        Packing packing, int identical, int pieces, long identicalBytes, long bytes, Map<String, Integer> recipes) {

    /** Measures every {@code step}-th piece of an image. */
    static List<RepackShare> of(Path file, int step) throws Exception {
        Map<String, RepackShare> shares = new TreeMap<>();
        RecipeFinder finder = new RecipeFinder();
        try (Arena arena = Arena.ofShared()) {
            ImageBytes image = ImageBytes.map(file, arena);
            ImageLayout layout = new ReadImage(List.of(
                            new SquashfsReader(),
                            new ErofsReader(),
                            new Ext4Reader(),
                            new FatReader(),
                            new CpioReader()))
                    .layoutOf(image);
            boolean isPacked = layout.pieces().stream().anyMatch(piece -> !(piece instanceof Piece.Plain));
            List<Piece> pieces = isPacked
                    ? layout.pieces()
                    : Containers.find(image, layout.files(), PackedPieces.allowedFor(image.length()));
            int number = 0;
            for (Piece piece : pieces) {
                if (!(piece instanceof Piece.Plain) && number++ % step == 0) {
                    RepackShare share = of(image, piece, finder);
                    shares.merge(share.packing().toString(), share, RepackShare::plus);
                }
            }
        }
        return List.copyOf(shares.values());
    }

    private static RepackShare of(ImageBytes image, Piece piece, RecipeFinder finder) throws Exception {
        return switch (piece) {
            case Piece.Plain plain -> throw new IllegalArgumentException(plain.toString());
            case Piece.Packed packed ->
                of(
                        packed.packing(),
                        packed.length(),
                        finder.find(
                                packed.packing(),
                                image.bytes(packed.offset(), (int) packed.length()),
                                Unpacking.contentOf(image, packed)));
            case Piece.Stream stream -> of(stream.packing(), stream.length(), finder.find(image, stream));
        };
    }

    private static RepackShare of(Packing packing, long length, Optional<RepackRecipe> found) {
        return found.map(recipe -> new RepackShare(packing, 1, 1, length, length, Map.of(recipe.toString(), 1)))
                .orElse(new RepackShare(packing, 0, 1, 0, length, Map.of()));
    }

    private RepackShare plus(RepackShare other) {
        Map<String, Integer> all = new TreeMap<>(recipes);
        other.recipes.forEach((recipe, count) -> all.merge(recipe, count, Integer::sum));
        return new RepackShare(
                packing,
                identical + other.identical,
                pieces + other.pieces,
                identicalBytes + other.identicalBytes,
                bytes + other.bytes,
                all);
    }
}
