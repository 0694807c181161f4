package io.slipway.payload.repack.gzip;

/**
 * Finds how long the code of each symbol is. Of trees that are equally good, it makes the one that GNU gzip and zlib make. Not thread-safe; for one use.
 *
 * <p>The two rarest nodes are joined until one is left. A heap gives them: its order among equals depends on how it came about, so its steps are theirs.
 * Codes that would be too long are shortened afterwards, at the cost of the longest that are not.
 */
final class HuffmanTree {

    private final int symbols;
    private final int longest;
    private final int[] weights;
    private final int[] heights;
    private final int[] parents;
    private final int[] heap;
    private int heapSize;

    /** All nodes, the root last: each behind the one that was taken from the heap before it. */
    private final int[] taken;

    private int takenCount;

    private HuffmanTree(int[] counts, int longest) {
        symbols = counts.length;
        this.longest = longest;
        weights = new int[2 * symbols];
        heights = new int[2 * symbols];
        parents = new int[2 * symbols];
        heap = new int[symbols + 1];
        taken = new int[2 * symbols];
        System.arraycopy(counts, 0, weights, 0, symbols);
    }

    /**
     * Lengths in bits, 0 for symbols that do not occur. At least two symbols get a code, whether they occur or not.
     *
     * @param counts how often each symbol occurs
     * @param longest bits of the longest code that is allowed
     */
    static byte[] lengths(int[] counts, int longest) {
        HuffmanTree tree = new HuffmanTree(counts, longest);
        tree.addSymbols();
        tree.join();
        return tree.limitedLengths();
    }

    private void addSymbols() {
        int last = -1;
        for (int symbol = 0; symbol < symbols; symbol++) {
            if (weights[symbol] > 0) {
                heap[++heapSize] = symbol;
                last = symbol;
            }
        }
        while (heapSize < 2) {
            int forced = last < 2 ? ++last : 0;
            weights[forced] = 1;
            heap[++heapSize] = forced;
        }
        for (int at = heapSize / 2; at >= 1; at--) {
            sink(at);
        }
    }

    private void join() {
        int node = symbols;
        while (heapSize >= 2) {
            int rarest = heap[1];
            heap[1] = heap[heapSize--];
            sink(1);
            int second = heap[1];
            taken[takenCount++] = rarest;
            taken[takenCount++] = second;
            weights[node] = weights[rarest] + weights[second];
            heights[node] = Math.max(heights[rarest], heights[second]) + 1;
            parents[rarest] = node;
            parents[second] = node;
            heap[1] = node++;
            sink(1);
        }
        taken[takenCount++] = heap[1];
    }

    private void sink(int from) {
        int node = heap[from];
        int at = from;
        while (2 * at <= heapSize) {
            int child = 2 * at;
            if (child < heapSize && comesBefore(heap[child + 1], heap[child])) {
                child++;
            }
            if (comesBefore(node, heap[child])) {
                break;
            }
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = node;
    }

    private boolean comesBefore(int one, int other) {
        return weights[one] < weights[other] || weights[one] == weights[other] && heights[one] <= heights[other];
    }

    private byte[] limitedLengths() {
        byte[] lengths = new byte[2 * symbols];
        int[] symbolsOfLength = new int[longest + 1];
        int tooLong = 0;
        for (int i = takenCount - 2; i >= 0; i--) {
            int node = taken[i];
            int length = lengths[parents[node]] + 1;
            if (length > longest) {
                length = longest;
                tooLong++;
            }
            lengths[node] = (byte) length;
            if (node < symbols) {
                symbolsOfLength[length]++;
            }
        }
        byte[] limited = new byte[symbols];
        if (tooLong > 0) {
            shorten(symbolsOfLength, tooLong);
            assign(symbolsOfLength, limited);
        } else {
            System.arraycopy(lengths, 0, limited, 0, symbols);
        }
        return limited;
    }

    /** Moves symbols down to make room: one that is not as long as allowed gets a brother, which was too long. */
    private void shorten(int[] symbolsOfLength, int tooLong) {
        for (int left = tooLong; left > 0; left -= 2) {
            int length = longest - 1;
            while (symbolsOfLength[length] == 0) {
                length--;
            }
            symbolsOfLength[length]--;
            symbolsOfLength[length + 1] += 2;
            symbolsOfLength[longest]--;
        }
    }

    /** The rarest get the longest. */
    private void assign(int[] symbolsOfLength, byte[] limited) {
        int at = 0;
        for (int length = longest; length > 0; length--) {
            for (int left = symbolsOfLength[length]; left > 0; ) {
                int node = taken[at++];
                if (node < symbols) {
                    limited[node] = (byte) length;
                    left--;
                }
            }
        }
    }
}
