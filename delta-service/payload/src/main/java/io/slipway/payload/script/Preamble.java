package io.slipway.payload.script;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

import org.tukaani.xz.LZMA2InputStream;

import io.slipway.payload.index.PayloadFormat;
import io.slipway.payload.repack.Codec;
import io.slipway.payload.repack.Fingerprint;
import io.slipway.payload.repack.RepackRecipe;
import io.slipway.payload.repack.UndecodableException;

/**
 * What a delta says before its first blob.
 *
 * @param recipes by which pieces of the target are packed again
 * @param pieces of the source that are unpacked
 */
public record Preamble(List<ProvenRecipe> recipes, PackedSource pieces) {

    /** Most recipes of one payload. */
    public static final int MAX_RECIPES = 255;

    /** Most packed pieces of a source. A reader holds 25 bytes for each. */
    public static final int MAX_PIECES = 1 << 18;

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
        Varint.write(out, pieces.count());
        long end = 0;
        for (int i = 0; i < pieces.count(); i++) {
            Varint.write(out, pieces.offset(i) - end);
            end = pieces.offset(i) + pieces.length(i);
        }
        for (int i = 0; i < pieces.count(); i++) {
            Varint.write(out, pieces.length(i));
        }
        for (int i = 0; i < pieces.count(); i++) {
            Varint.write(out, pieces.unpackedLength(i));
        }
        for (int i = 0; i < pieces.count(); i++) {
            out.write(pieces.codec(i).ordinal());
        }
        return out.toByteArray();
    }

    /**
     * Reads a packed preamble.
     *
     * @param packed authentic
     * @param sourceLength bytes of the source image
     * @throws UndecodableScriptException if it contradicts the format
     */
    public static Preamble decode(byte[] packed, long sourceLength) throws UndecodableScriptException {
        ByteArrayInputStream bytes = new ByteArrayInputStream(packed);
        try (InputStream in = new LZMA2InputStream(bytes, DICTIONARY)) {
            List<ProvenRecipe> recipes = readRecipes(new DataInputStream(in));
            PackedSource pieces = readPieces(in, sourceLength);
            if (in.read() >= 0 || bytes.available() > 0) {
                throw new UndecodableScriptException("bytes behind the last piece");
            }
            return new Preamble(recipes, pieces);
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

    private static PackedSource readPieces(InputStream in, long sourceLength)
            throws IOException, UndecodableScriptException {
        int count = (int) Varint.read(in, MAX_PIECES);
        long[] offsets = new long[count];
        int[] lengths = new int[count];
        int[] unpackedLengths = new int[count];
        Codec[] codecs = new Codec[count];
        for (int i = 0; i < count; i++) {
            offsets[i] = Varint.read(in, sourceLength);
        }
        long end = 0;
        for (int i = 0; i < count; i++) {
            offsets[i] += end;
            if (offsets[i] >= sourceLength) {
                throw new UndecodableScriptException("piece " + i + " begins behind the source");
            }
            lengths[i] = (int) Varint.read(in, Math.min(sourceLength - offsets[i], PayloadFormat.MAX_STREAM_LENGTH));
            end = offsets[i] + lengths[i];
        }
        for (int i = 0; i < count; i++) {
            unpackedLengths[i] = (int) Varint.read(in, PayloadFormat.MAX_STREAM_LENGTH);
            if (lengths[i] == 0 || unpackedLengths[i] == 0) {
                throw new UndecodableScriptException("piece " + i + " is empty");
            }
            if (unpackedLengths[i] <= Codec.MAX_UNPACKED && lengths[i] > Codec.MAX_UNPACKED) {
                throw new UndecodableScriptException("piece " + i + " is unpacked to less than it has");
            }
        }
        List<Codec> known = List.of(Codec.values());
        for (int i = 0; i < count; i++) {
            codecs[i] = known.get((int) Varint.read(in, known.size() - 1L));
            if (unpackedLengths[i] > Codec.MAX_UNPACKED && codecs[i] != Codec.ZSTD) {
                throw new UndecodableScriptException("piece " + i + " is too large for " + codecs[i]);
            }
        }
        return new PackedSource(sourceLength, offsets, lengths, unpackedLengths, codecs);
    }
}
