package io.slipway.artifact.repository.postgres;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import io.slipway.metadata.publication.RepositoryFile;

/** A row of the table {@code metadata_file}. */
@Entity
@Table(name = "metadata_file")
@SuppressWarnings("NullAway.Init") // filled by Hibernate
class MetadataFileRow {

    @EmbeddedId
    Key key;

    String role;
    long version;
    long change;
    byte[] content;
    boolean published;

    RepositoryFile file() {
        return new RepositoryFile(key.name, content);
    }

    /** The primary key. */
    @Embeddable
    record Key(String tenant, String name) {}
}
