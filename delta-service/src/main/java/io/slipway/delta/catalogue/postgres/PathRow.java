package io.slipway.delta.catalogue.postgres;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;

import jakarta.persistence.Tuple;

import io.slipway.delta.catalogue.PathState;
import io.slipway.delta.catalogue.UpdatePath;
import io.slipway.delta.generation.Image;
import io.slipway.delta.generation.Progress;
import io.slipway.delta.generation.Progress.Phase;
import io.slipway.delta.generation.Reason;
import io.slipway.delta.generation.StoredPayload;
import io.slipway.payload.index.IndexReference;
import io.slipway.payload.index.Sha256;

/** Reads a row of the catalogue's query. */
final class PathRow {

    private PathRow() {}

    static UpdatePath read(Tuple row) {
        Image image =
                new Image(text(row, "tenant"), new Sha256(text(row, "image_sha256")), number(row, "image_length"));
        return new UpdatePath(
                row.get("id", UUID.class),
                row.get("release_id", UUID.class),
                text(row, "component"),
                image,
                state(row, image),
                instant(row, "requested_at"),
                instant(row, "changed_at"));
    }

    private static PathState state(Tuple row, Image image) {
        return switch (text(row, "state")) {
            case "queued", "cancelled" -> new PathState.Queued(failures(row), instant(row, "not_before"));
            case "generating" -> new PathState.Generating(failures(row), progress(row, image));
            case "ready" ->
                new PathState.Ready(new StoredPayload(
                        new Sha256(text(row, "payload_sha256")),
                        number(row, "payload_length"),
                        new IndexReference(number(row, "index_length"), new Sha256(text(row, "index_sha256")))));
            case "rejected" -> new PathState.Rejected(new Reason(text(row, "reason_code"), text(row, "reason_detail")));
            case "withdrawn" -> new PathState.Withdrawn();
            default -> throw new IllegalStateException("state '" + text(row, "state") + "' of a path");
        };
    }

    /** A job that has just been taken has not told its progress yet. */
    private static Progress progress(Tuple row, Image image) {
        return row.get("phase") == null
                ? new Progress(Phase.FETCHING, 0, image.length())
                : new Progress(
                        Phase.valueOf(text(row, "phase")), number(row, "phase_done"), number(row, "phase_total"));
    }

    private static int failures(Tuple row) {
        return row.get("failures", Integer.class);
    }

    private static String text(Tuple row, String column) {
        return row.get(column, String.class);
    }

    private static Instant instant(Tuple row, String column) {
        return row.get(column, OffsetDateTime.class).toInstant();
    }

    private static long number(Tuple row, String column) {
        return row.get(column, Number.class).longValue();
    }
}
