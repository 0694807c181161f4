package io.slipway.delta.catalogue.postgres;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

import jakarta.persistence.Tuple;

import io.slipway.delta.generation.Image;
import io.slipway.delta.generation.Progress;
import io.slipway.delta.generation.Progress.Phase;
import io.slipway.delta.generation.Reason;
import io.slipway.delta.generation.StoredPayload;
import io.slipway.delta.generation.Way;
import io.slipway.payload.index.IndexReference;
import io.slipway.payload.index.Sha256;

/**
 * What the columns of a job mean in the rows of the catalogue's queries.
 *
 * @param row a row with these columns
 */
record JobColumns(Tuple row) {

    Way way() {
        Image image = new Image(text("tenant"), new Sha256(text("image_sha256")), number("image_length"));
        if (row.get("source_sha256") == null) {
            return new Way.Full(image);
        }
        Image source = new Image(text("tenant"), new Sha256(text("source_sha256")), number("source_length"));
        return row.get("leads_back", Boolean.class) ? new Way.Back(source, image) : new Way.Delta(source, image);
    }

    Image base() {
        return new Image(text("tenant"), new Sha256(text("base_sha256")), number("base_length"));
    }

    StoredPayload payload() {
        return new StoredPayload(
                new Sha256(text("payload_sha256")),
                number("payload_length"),
                new IndexReference(number("index_length"), new Sha256(text("index_sha256"))));
    }

    /** A job that has just been taken has not told its progress yet. */
    Progress progress() {
        return row.get("phase") == null
                ? new Progress(Phase.FETCHING, 0, number("image_length"))
                : new Progress(Phase.valueOf(text("phase")), number("phase_done"), number("phase_total"));
    }

    Reason reason() {
        return new Reason(text("reason_code"), text("reason_detail"));
    }

    int failures() {
        return row.get("failures", Integer.class);
    }

    String text(String column) {
        return row.get(column, String.class);
    }

    Instant instant(String column) {
        return row.get(column, OffsetDateTime.class).toInstant();
    }

    long number(String column) {
        return row.get(column, Number.class).longValue();
    }

    Optional<Number> findNumber(String column) {
        return Optional.ofNullable(row.get(column, Number.class));
    }
}
