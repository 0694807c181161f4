package io.slipway.artifact.release.postgres;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

import io.slipway.artifact.release.Component;
import io.slipway.artifact.release.Release;
import io.slipway.artifact.release.ReleaseContent;
import io.slipway.artifact.tenant.Tenant;

/** A row of the table {@code release}. */
@Entity
@Table(name = "release")
@SuppressWarnings("NullAway.Init") // filled by Hibernate
class ReleaseRow {

    static final String DRAFT = "draft";
    static final String SIGNED = "signed";
    static final String PUBLISHED = "published";
    static final String WITHDRAWN = "withdrawn";

    @Id
    UUID id;

    String tenant;
    String name;
    String version;
    String[] deviceTypes;
    String state;
    Instant createdAt;

    @Nullable
    Instant publishedAt;

    @Nullable
    Instant withdrawnAt;

    @Nullable
    String reason;

    protected ReleaseRow() {}

    ReleaseRow(Release.Draft draft) {
        ReleaseContent content = draft.content();
        id = content.id();
        tenant = content.tenant().name();
        name = content.name();
        version = content.version();
        deviceTypes = content.deviceTypes().toArray(String[]::new);
        createdAt = draft.createdAt();
        state = DRAFT;
    }

    Release release(List<Component> components) {
        ReleaseContent content =
                new ReleaseContent(id, new Tenant(tenant), name, version, List.of(deviceTypes), components);
        return switch (state) {
            case DRAFT -> new Release.Draft(content, createdAt);
            case SIGNED -> new Release.Signed(content, createdAt);
            case PUBLISHED -> new Release.Published(content, createdAt, Objects.requireNonNull(publishedAt));
            case WITHDRAWN ->
                new Release.Withdrawn(
                        content, createdAt, Objects.requireNonNull(reason), Objects.requireNonNull(withdrawnAt));
            default -> throw new IllegalStateException("release " + id + " has the unknown state " + state);
        };
    }

    void take(Release release) {
        switch (release) {
            case Release.Draft _ -> state = DRAFT;
            case Release.Signed _ -> state = SIGNED;
            case Release.Published published -> {
                state = PUBLISHED;
                publishedAt = published.publishedAt();
            }
            case Release.Withdrawn withdrawn -> {
                state = WITHDRAWN;
                withdrawnAt = withdrawn.withdrawnAt();
                reason = withdrawn.reason();
            }
        }
    }
}
