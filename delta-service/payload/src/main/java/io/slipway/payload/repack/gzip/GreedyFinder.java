package io.slipway.payload.repack.gzip;

/** Takes the longest match that begins at a byte. Levels 1 to 3. */
final class GreedyFinder implements TokenFinder {

    private final Effort effort;
    private final Window window;

    GreedyFinder(Effort effort, Window window) {
        this.effort = effort;
        this.window = window;
    }

    @Override
    public boolean fill(Block block) {
        boolean full = false;
        while (!full && window.hasMore()) {
            int place = window.remember();
            int length = window.isInReach(place) ? window.longestMatch(place, Window.SHORTEST_MATCH - 1) : 0;
            if (length < Window.SHORTEST_MATCH) {
                full = block.addLiteral(window.byteBefore(0), window.passedInBlock());
                window.advance();
            } else {
                full = block.addMatch(window.position() - window.matchStart(), length, window.passedInBlock());
                pass(length);
            }
        }
        window.endBlock(0);
        return !full;
    }

    private void pass(int length) {
        if (length > effort.patient()) {
            window.skip(length);
            return;
        }
        window.advance();
        for (int i = 1; i < length; i++) {
            window.remember();
            window.advance();
        }
    }
}
