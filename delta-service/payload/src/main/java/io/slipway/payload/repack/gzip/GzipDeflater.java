package io.slipway.payload.repack.gzip;

/**
 * Makes the deflate stream that GNU gzip, releases 1.10 to 1.13, makes of a file, without header and trailer.
 *
 * <p>Where content ends with zeros, or repeats what is followed by zeros, gzip's choice may depend on what it packed before in the same run, and on how a
 * pipe portioned the content; here it is a file, and the first one. Takes about 300 KiB besides content and result. Not thread-safe.
 */
public final class GzipDeflater {

    private final Window window;
    private final TokenFinder finder;
    private final Block block;
    private final BitOutput out;
    private final BlockWriter writer;
    private boolean complete;

    private GzipDeflater(int level, byte[] content, int limit) {
        Effort effort = Effort.ofLevel(level);
        window = new Window(content, effort);
        finder = TokenFinder.of(effort, window);
        block = new Block(effort.endsBlocksEarly());
        out = new BitOutput(limit);
        writer = new BlockWriter(out);
    }

    /**
     * Packs content. What does not fit into {@code limit} bytes is cut off after one more.
     *
     * @param level 1 to 9
     */
    public static byte[] pack(int level, byte[] content, int limit) {
        GzipDeflater deflater = new GzipDeflater(level, content, limit + 1);
        while (!deflater.complete && !deflater.out.isFull()) {
            deflater.makeBlock();
        }
        return deflater.out.toBytes();
    }

    /**
     * Whether {@link #pack} gives exactly {@code packed}. Ends with the first block that differs.
     *
     * @param level 1 to 9
     */
    public static boolean gives(int level, byte[] content, byte[] packed) {
        GzipDeflater deflater = new GzipDeflater(level, content, packed.length + 1);
        int equal = 0;
        while (!deflater.complete) {
            deflater.makeBlock();
            if (!deflater.out.isPrefixOf(packed, equal)) {
                return false;
            }
            equal = deflater.out.length();
        }
        return equal == packed.length;
    }

    private void makeBlock() {
        complete = finder.fill(block);
        writer.write(block, window, complete);
        block.clear();
        window.beginBlock();
    }
}
