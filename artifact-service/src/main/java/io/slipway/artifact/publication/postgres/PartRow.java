package io.slipway.artifact.publication.postgres;

import java.util.UUID;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import io.slipway.artifact.publication.Part;

/** A row of the table {@code upload_part}. */
@Entity
@Table(name = "upload_part")
@SuppressWarnings("NullAway.Init") // filled by Hibernate
class PartRow {

    @EmbeddedId
    Key key;

    int length;
    String tag;

    protected PartRow() {}

    PartRow(UUID upload, Part part) {
        key = new Key(upload, part.number());
        length = part.length();
        tag = part.tag();
    }

    Part part() {
        return new Part(key.number, length, tag);
    }

    /** The primary key. */
    @Embeddable
    record Key(UUID uploadId, int number) {}
}
