package io.slipway.standalone.bench.delta;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.slipway.standalone.bench.delta.Peer.Kind;

/**
 * How small a delta has to be.
 *
 * @param title what it is held against
 * @param kinds the smallest peer of these is it
 * @param atMost the delta's bytes divided by that peer's
 */
public record Goal(String title, Set<Kind> kinds, double atMost) {

    public Goal {
        kinds = Set.copyOf(kinds);
    }

    /** What is asked of a pair in a form. */
    public static List<Goal> of(Pair pair, Form form) {
        return switch (pair) {
            case security -> security(form);
            case application ->
                List.of(against(Kind.WHOLE_FILE, 0.8), against(Kind.FILE_LEVEL, 1.02), against(Kind.STREAMING, 0.3));
            case major ->
                List.of(new Goal(
                        "smallest of all peers",
                        Set.of(Kind.WHOLE_FILE, Kind.FILE_LEVEL, Kind.STREAMING, Kind.FULL),
                        0.9));
        };
    }

    private static List<Goal> security(Form form) {
        List<Goal> goals = new ArrayList<>();
        switch (form) {
            case EXT4 -> {
                goals.add(against(Kind.WHOLE_FILE, 0.27));
                goals.add(against(Kind.FILE_LEVEL, 0.4));
                goals.add(against(Kind.STREAMING, 0.2));
            }
            case SQUASHFS_GZIP, SQUASHFS_ZSTD -> goals.add(against(Kind.WHOLE_FILE, 0.18));
            case EROFS -> goals.add(against(Kind.WHOLE_FILE, 0.3));
            case SQUASHFS_XZ -> {
                // Nothing is asked: xz blocks cannot be promised to compress again to the same bytes.
            }
        }
        return goals;
    }

    private static Goal against(Kind kind, double atMost) {
        return new Goal(kind.title(), Set.of(kind), atMost);
    }
}
