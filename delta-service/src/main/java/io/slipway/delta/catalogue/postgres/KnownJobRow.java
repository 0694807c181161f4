package io.slipway.delta.catalogue.postgres;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.UUID;

import jakarta.persistence.Tuple;

import io.slipway.delta.catalogue.JobState;
import io.slipway.delta.catalogue.KnownJob;
import io.slipway.delta.generation.PayloadJob;
import io.slipway.delta.generation.Sizes;

/** Reads a row of the query for jobs. */
final class KnownJobRow {

    private KnownJobRow() {}

    static KnownJob read(Tuple row) {
        JobColumns job = new JobColumns(row);
        return new KnownJob(
                row.get("id", UUID.class),
                job.way(),
                state(job),
                job.findNumber("seconds").map(seconds -> Duration.ofSeconds(seconds.longValue())),
                job.instant("created_at"),
                job.instant("changed_at"));
    }

    private static JobState state(JobColumns job) {
        return switch (job.text("state")) {
            case "queued" -> new JobState.Queued(job.failures(), job.instant("not_before"));
            case "generating" -> new JobState.Running(job.failures(), job.progress());
            case "ready" -> new JobState.Ready(job.payload(), fullLength(job));
            case "cold" -> new JobState.Cold(job.payload(), job.base());
            case "full-is-smaller" ->
                fullIsSmaller(job, new Sizes(job.number("delta_length"), job.number("full_length")));
            case "rejected" -> new JobState.Rejected(job.reason());
            case "failed" -> new JobState.Failed(job.reason());
            case "cancelled" -> new JobState.Cancelled();
            default -> throw new IllegalStateException("state '" + job.text("state") + "' of a job");
        };
    }

    private static JobState fullIsSmaller(JobColumns job, Sizes sizes) {
        return new JobState.FullIsSmaller(sizes, new PayloadJob.FullIsSmaller(job.way(), sizes).reason());
    }

    private static OptionalLong fullLength(JobColumns job) {
        return job.findNumber("full_payload_length")
                .map(length -> OptionalLong.of(length.longValue()))
                .orElseGet(OptionalLong::empty);
    }
}
