package io.slipway.artifact.release.postgres;

import java.util.UUID;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import io.slipway.artifact.release.Component;
import io.slipway.metadata.digest.Sha256;
import io.slipway.metadata.target.Content;

/** A row of the table {@code release_component}. */
@Entity
@Table(name = "release_component")
@SuppressWarnings("NullAway.Init") // filled by Hibernate
class ComponentRow {

    @EmbeddedId
    Key key;

    int position;
    String sha256;
    long length;
    String format;

    protected ComponentRow() {}

    ComponentRow(UUID release, int position, Component component) {
        this.key = new Key(release, component.name());
        this.position = position;
        this.sha256 = component.content().sha256().hex();
        this.length = component.content().length();
        this.format = component.format();
    }

    Component component() {
        return new Component(key.name, new Content(length, new Sha256(sha256)), format);
    }

    /** The primary key. */
    @Embeddable
    record Key(UUID releaseId, String name) {}
}
