package io.slipway.payload.script;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Makes the target out of what the script makes, through all of its layers. Not thread-safe. */
final class TargetPacker implements Closeable {

    /** The outermost first. */
    private final List<LayerPacker> packers = new ArrayList<>();

    private final PackAhead ahead = new PackAhead();
    private final Content outermost;

    TargetPacker(Layers layers, Content script, Recipes recipes, Scratch scratch) {
        Content content = script;
        for (Layer layer : layers.list().reversed()) {
            LayerPacker packer = new LayerPacker(layer, content, recipes, ahead, scratch);
            packers.addFirst(packer);
            content = packer;
        }
        outermost = content;
    }

    /**
     * Goes to a range.
     *
     * @param startsGroup whether nothing may be left of pieces that began before
     */
    void startRange(long offset, boolean startsGroup) throws UndecodableScriptException {
        if (packers.stream().anyMatch(LayerPacker::isInside)) {
            if (startsGroup) {
                throw new UndecodableScriptException("a group begins inside of a packed piece");
            }
            return;
        }
        long at = offset;
        for (LayerPacker packer : packers) {
            at = packer.startAt(at);
        }
    }

    /** Makes the next bytes of the target. */
    void make(byte[] target, int length) throws IOException, UndecodableScriptException {
        outermost.make(target, 0, length);
    }

    @Override
    public void close() throws IOException {
        ahead.close();
        for (LayerPacker packer : packers) {
            packer.close();
        }
    }
}
