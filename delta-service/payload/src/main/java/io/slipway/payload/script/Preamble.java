package io.slipway.payload.script;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

import org.tukaani.xz.LZMA2InputStream;

import io.slipway.payload.repack.Codec;
import io.slipway.payload.repack.Fingerprint;
import io.slipway.payload.repack.RepackRecipe;
import io.slipway.payload.repack.Rotation;
import io.slipway.payload.repack.UndecodableException;
import io.slipway.payload.repack.Unpacker;

/**
 * What a delta says before its first blob.
 *
 * @param recipes by which pieces of the target are packed again
 * @param source how the source is unpacked
 * @param target how the target is, and thus what it is packed from
 */
public record Preamble(List<ProvenRecipe> recipes, Layers source, Layers target) {

    /** Most recipes of one payload. */
    public static final int MAX_RECIPES = 8191;

    /** Most packed pieces of both images together. A reader holds some 28 bytes for each. */
    public static final int MAX_PIECES = 1 << 19;

    /** Dictionary of the packed preamble. */
    public static final int DICTIONARY = 1 << 20;

    /** Lists are copied. */
    public Preamble {
        recipes = List.copyOf(recipes);
    }

    /**
     * A recipe and what it makes of the sample.
     *
     * @param fingerprint of {@value Fingerprint#LENGTH} bytes
     */
    public record ProvenRecipe(RepackRecipe recipe, byte[] fingerprint) {}

    /** The bytes before they are packed; {@code docs/payload-format.md}, section 6. */
    public byte[] encode() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Varint.write(out, recipes.size());
        for (ProvenRecipe recipe : recipes) {
            out.write(recipe.recipe().encode());
            out.write(recipe.fingerprint());
        }
        write(out, source, false);
        write(out, target, true);
        return out.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, Layers layers, boolean isTarget) throws IOException {
        Varint.write(out, layers.list().size());
        for (Layer layer : layers.list()) {
            write(out, layer, isTarget);
        }
    }

    private static void write(ByteArrayOutputStream out, Layer layer, boolean isTarget) throws IOException {
        Varint.write(out, layer.count());
        long end = 0;
        for (int i = 0; i < layer.count(); i++) {
            Varint.write(out, layer.offset(i) - end);
            end = layer.end(i);
        }
        for (int i = 0; i < layer.count(); i++) {
            Varint.write(out, layer.length(i));
        }
        for (int i = 0; i < layer.count(); i++) {
            Varint.write(out, layer.unpackedLength(i));
        }
        for (int i = 0; i < layer.count(); i++) {
            Varint.write(out, isTarget ? layer.recipe(i) : numberOf(layer.unpacker(i)));
        }
    }

    private static int numberOf(Unpacker unpacker) {
        return switch (unpacker) {
            case Codec codec -> codec.ordinal();
            case Rotation rotation -> Codec.values().length + rotation.skip();
        };
    }

    /**
     * Reads a packed preamble.
     *
     * @param packed authentic
     * @param sourceLength bytes of the source image
     * @param targetLength bytes of the target image
     * @throws UndecodableScriptException if it contradicts the format
     */
    public static Preamble decode(byte[] packed, long sourceLength, long targetLength)
            throws UndecodableScriptException {
        ByteArrayInputStream bytes = new ByteArrayInputStream(packed);
        try (InputStream in = new LZMA2InputStream(bytes, DICTIONARY)) {
            List<ProvenRecipe> recipes = readRecipes(new DataInputStream(in));
            LayerReader layers = new LayerReader(in, recipes);
            Layers source = layers.readSource(sourceLength);
            Layers target = layers.readTarget(targetLength);
            if (in.read() >= 0 || bytes.available() > 0) {
                throw new UndecodableScriptException("bytes behind the last piece");
            }
            return new Preamble(recipes, source, target);
        } catch (IOException e) {
            throw new UndecodableScriptException(String.valueOf(e.getMessage()), e);
        }
    }

    private static List<ProvenRecipe> readRecipes(DataInputStream in) throws IOException, UndecodableScriptException {
        int count = (int) Varint.read(in, MAX_RECIPES);
        List<ProvenRecipe> recipes = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            byte[] recipe = new byte[RepackRecipe.ENCODED_LENGTH];
            byte[] fingerprint = new byte[Fingerprint.LENGTH];
            in.readFully(recipe);
            in.readFully(fingerprint);
            try {
                recipes.add(new ProvenRecipe(RepackRecipe.decode(recipe), fingerprint));
            } catch (UndecodableException e) {
                throw new UndecodableScriptException(String.valueOf(e.getMessage()), e);
            }
        }
        return recipes;
    }
}
