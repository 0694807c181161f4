package io.slipway.payload.image.recipe;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.ImageLayout;
import io.slipway.payload.image.Packing;
import io.slipway.payload.image.Piece;
import io.slipway.payload.image.ReadImage;
import io.slipway.payload.image.Unpacking;
import io.slipway.payload.image.erofs.ErofsReader;
import io.slipway.payload.image.squashfs.SquashfsReader;

/**
 * How many compressed pieces of an image can be made again.
 *
 * @param packing how the image says that they are packed
 * @param identical pieces with a recipe
 * @param pieces all that were tried
 * @param recipes how often each recipe was right
 */
record RepackShare(Packing packing, int identical, int pieces, Map<String, Integer> recipes) {

    /** Measures every {@code step}-th piece of an image. */
    static List<RepackShare> of(Path file, int step) throws Exception {
        Map<String, RepackShare> shares = new TreeMap<>();
        RecipeFinder finder = new RecipeFinder();
        try (Arena arena = Arena.ofShared()) {
            ImageBytes image = ImageBytes.map(file, arena);
            ImageLayout layout = new ReadImage(List.of(new SquashfsReader(), new ErofsReader())).layoutOf(image);
            int number = 0;
            for (Piece piece : layout.pieces()) {
                if (piece instanceof Piece.Packed packed && number++ % step == 0) {
                    byte[] stored = image.bytes(packed.offset(), (int) packed.length());
                    shares.merge(
                            packed.packing().toString(),
                            of(packed.packing(), finder, stored, Unpacking.contentOf(image, packed)),
                            RepackShare::plus);
                }
            }
        }
        return List.copyOf(shares.values());
    }

    private static RepackShare of(Packing packing, RecipeFinder finder, byte[] stored, byte[] unpacked) {
        return finder.find(packing, stored, unpacked)
                .map(recipe -> new RepackShare(packing, 1, 1, Map.of(recipe.toString(), 1)))
                .orElse(new RepackShare(packing, 0, 1, Map.of()));
    }

    private RepackShare plus(RepackShare other) {
        Map<String, Integer> all = new TreeMap<>(recipes);
        other.recipes.forEach((recipe, count) -> all.merge(recipe, count, Integer::sum));
        return new RepackShare(packing, identical + other.identical, pieces + other.pieces, all);
    }
}
