package io.slipway.payload.repack.gzip;

/** Takes a match only if none longer begins at the next byte. Levels 4 to 9. */
final class LazyFinder implements TokenFinder {

    private static final int NONE = Window.SHORTEST_MATCH - 1;

    /** A match of three bytes from farther away costs more than three literals. */
    private static final int FARTHEST_SHORT = 4096;

    private final Effort effort;
    private final Window window;
    private int length = NONE;

    /** Whether the byte before the position belongs to no token yet. */
    private boolean waiting;

    LazyFinder(Effort effort, Window window) {
        this.effort = effort;
        this.window = window;
    }

    @Override
    public boolean fill(Block block) {
        boolean full = false;
        while (!full && window.hasMore()) {
            int place = window.remember();
            int lastLength = length;
            int lastStart = window.matchStart();
            length = lastLength < effort.patient() && window.isInReach(place) ? search(place, lastLength) : NONE;
            if (lastLength >= Window.SHORTEST_MATCH && length <= lastLength) {
                full = block.addMatch(window.position() - 1 - lastStart, lastLength, window.passedInBlock());
                pass(lastLength);
            } else {
                full = waiting && block.addLiteral(window.byteBefore(1), window.passedInBlock());
                waiting = true;
                window.advance();
            }
        }
        if (!full && waiting) {
            block.addLiteral(window.byteBefore(1), window.passedInBlock());
            waiting = false;
        }
        window.endBlock(waiting ? 1 : 0);
        return !full;
    }

    private int search(int place, int shorter) {
        int found = window.longestMatch(place, shorter);
        boolean useless = found == Window.SHORTEST_MATCH && window.position() - window.matchStart() > FARTHEST_SHORT;
        return useless ? NONE : found;
    }

    /** The match began before the position, which is remembered already. */
    private void pass(int matched) {
        window.advance();
        for (int i = 2; i < matched; i++) {
            window.remember();
            window.advance();
        }
        waiting = false;
        length = NONE;
    }
}
