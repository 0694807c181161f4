package io.slipway.delta.catalogue.postgres;

import java.util.UUID;

import jakarta.persistence.Tuple;

import io.slipway.delta.catalogue.PathState;
import io.slipway.delta.catalogue.UpdatePath;

/** Reads a row of the catalogue's query. */
final class PathRow {

    private PathRow() {}

    static UpdatePath read(Tuple row) {
        JobColumns job = new JobColumns(row);
        return new UpdatePath(
                row.get("id", UUID.class),
                row.get("release_id", UUID.class),
                job.text("component"),
                job.way(),
                state(job),
                job.instant("requested_at"),
                job.instant("changed_at"));
    }

    private static PathState state(JobColumns job) {
        return switch (job.text("state")) {
            case "queued", "cancelled" -> new PathState.Queued(job.failures(), job.instant("not_before"));
            case "generating" -> new PathState.Generating(job.failures(), job.progress());
            case "ready" -> new PathState.Ready(job.payload());
            case "cold" -> new PathState.Cold();
            case "rejected", "failed" -> new PathState.Rejected(job.reason());
            case "withdrawn" -> new PathState.Withdrawn();
            default -> throw new IllegalStateException("state '" + job.text("state") + "' of a path");
        };
    }
}
