package io.slipway.payload.script;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

import io.slipway.payload.index.PayloadFormat;
import io.slipway.payload.repack.Codec;
import io.slipway.payload.repack.RepackRecipe;
import io.slipway.payload.repack.Rotation;
import io.slipway.payload.repack.Unpacker;
import io.slipway.payload.script.Preamble.ProvenRecipe;

/** Reads layers from a preamble; {@code docs/payload-format.md}, section 6. Not thread-safe. */
final class LayerReader {

    private static final int[] NO_RECIPES = {};
    private static final List<Codec> CODECS = List.of(Codec.values());

    private final InputStream in;
    private final List<ProvenRecipe> recipes;

    /** Pieces that may still come. */
    private int room = Preamble.MAX_PIECES;

    LayerReader(InputStream in, List<ProvenRecipe> recipes) {
        this.in = in;
        this.recipes = recipes;
    }

    Layers readSource(long imageLength) throws IOException, UndecodableScriptException {
        return read(imageLength, false);
    }

    Layers readTarget(long imageLength) throws IOException, UndecodableScriptException {
        return read(imageLength, true);
    }

    private Layers read(long imageLength, boolean isTarget) throws IOException, UndecodableScriptException {
        int count = (int) Varint.read(in, Layers.MOST);
        List<Layer> layers = new ArrayList<>(count);
        long length = imageLength;
        for (int i = 0; i < count; i++) {
            Layer layer = layer(length, isTarget);
            layers.add(layer);
            length = layer.unpackedLength();
        }
        return new Layers(imageLength, layers);
    }

    private Layer layer(long packedLength, boolean isTarget) throws IOException, UndecodableScriptException {
        int count = (int) Varint.read(in, room);
        room -= count;
        long[] offsets = new long[count];
        int[] lengths = new int[count];
        int[] unpackedLengths = new int[count];
        for (int i = 0; i < count; i++) {
            offsets[i] = Varint.read(in, packedLength);
        }
        long end = 0;
        for (int i = 0; i < count; i++) {
            offsets[i] += end;
            if (offsets[i] >= packedLength) {
                throw new UndecodableScriptException("piece " + i + " begins behind the end");
            }
            lengths[i] = (int) Varint.read(in, Math.min(packedLength - offsets[i], PayloadFormat.MAX_STREAM_LENGTH));
            end = offsets[i] + lengths[i];
        }
        for (int i = 0; i < count; i++) {
            unpackedLengths[i] = (int) Varint.read(in, PayloadFormat.MAX_STREAM_LENGTH);
            if (lengths[i] == 0 || unpackedLengths[i] == 0) {
                throw new UndecodableScriptException("piece " + i + " is empty");
            }
        }
        Unpacker[] unpackers = new Unpacker[count];
        int[] numbers = isTarget ? new int[count] : NO_RECIPES;
        for (int i = 0; i < count; i++) {
            if (isTarget) {
                numbers[i] = (int) Varint.read(in, recipes.size() - 1L);
                RepackRecipe recipe = recipes.get(numbers[i]).recipe();
                unpackers[i] = recipe.unpacker();
                requireRoom(i, lengths[i], unpackedLengths[i], !(recipe instanceof RepackRecipe.ZstdStream));
            } else {
                unpackers[i] = unpacker((int) Varint.read(in, CODECS.size() + (long) Rotation.MAX_SKIP));
                requireRoom(i, lengths[i], unpackedLengths[i], unpackers[i] != Codec.ZSTD);
            }
        }
        return new Layer(packedLength, offsets, lengths, unpackedLengths, unpackers, numbers);
    }

    private static Unpacker unpacker(int number) {
        return number < CODECS.size() ? CODECS.get(number) : new Rotation(number - CODECS.size());
    }

    private static void requireRoom(int piece, int length, int unpackedLength, boolean isInMemory)
            throws UndecodableScriptException {
        if (isInMemory && unpackedLength > Codec.MAX_UNPACKED) {
            throw new UndecodableScriptException("piece " + piece + " unpacks to too much for its kind");
        }
        if ((isInMemory || unpackedLength <= Codec.MAX_UNPACKED) && length > Codec.MAX_UNPACKED) {
            throw new UndecodableScriptException("piece " + piece + " is too long for its kind");
        }
    }
}
