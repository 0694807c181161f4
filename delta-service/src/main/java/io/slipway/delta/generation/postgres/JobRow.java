package io.slipway.delta.generation.postgres;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

import io.slipway.delta.generation.PayloadJob;

/** A row of {@code payload_job}; {@link JobMapping} knows what its columns mean in which state. */
@Entity
@Table(name = "payload_job")
public class JobRow {

    @Id
    @Column(name = "job_key")
    String jobKey;

    /** Names the job towards operators. */
    @Column(nullable = false)
    UUID id;

    @Column(nullable = false)
    String tenant;

    @Column(name = "image_sha256", nullable = false)
    String imageSha256;

    @Column(name = "image_length", nullable = false)
    long imageLength;

    @Column(name = "source_sha256")
    @Nullable
    String sourceSha256;

    @Column(name = "source_length")
    @Nullable
    Long sourceLength;

    /** Whether the source is the newer version of a {@link io.slipway.delta.generation.Way.Back}; else it is what a delta starts from. */
    @Column(name = "leads_back", nullable = false)
    boolean leadsBack;

    @Column(nullable = false)
    String state;

    @Column(nullable = false)
    int failures;

    @Column(name = "not_before", nullable = false)
    Instant notBefore;

    @Column(name = "lease_owner")
    @Nullable
    UUID leaseOwner;

    @Column(name = "lease_until")
    @Nullable
    Instant leaseUntil;

    @Nullable
    String phase;

    @Column(name = "phase_done", nullable = false)
    long phaseDone;

    @Column(name = "phase_total", nullable = false)
    long phaseTotal;

    @Column(name = "payload_sha256")
    @Nullable
    String payloadSha256;

    @Column(name = "payload_length")
    @Nullable
    Long payloadLength;

    @Column(name = "index_sha256")
    @Nullable
    String indexSha256;

    @Column(name = "index_length")
    @Nullable
    Long indexLength;

    /** Of an image that is cold, or was and is not yet ready again. */
    @Column(name = "base_sha256")
    @Nullable
    String baseSha256;

    @Column(name = "base_length")
    @Nullable
    Long baseLength;

    /** While cold. */
    @Nullable
    String remains;

    /** The payload beside which the store may have a marker; from the beginning of its removal until there is a payload again. */
    @Column(name = "marked_sha256")
    @Nullable
    String markedSha256;

    @Column(name = "delta_length")
    @Nullable
    Long deltaLength;

    @Column(name = "full_length")
    @Nullable
    Long fullLength;

    @Column(name = "reason_code")
    @Nullable
    String reasonCode;

    @Column(name = "reason_detail")
    @Nullable
    String reasonDetail;

    /** When somebody wanted the payload last. */
    @Column(name = "wanted_at", nullable = false)
    Instant wantedAt;

    @Column(name = "began_at")
    @Nullable
    Instant beganAt;

    @Column(name = "ended_at")
    @Nullable
    Instant endedAt;

    @Column(name = "created_at", nullable = false)
    Instant createdAt;

    @Column(name = "changed_at", nullable = false)
    Instant changedAt;

    /** For Hibernate, and for {@link JobMapping#newRow}. */
    @SuppressWarnings("NullAway.Init")
    JobRow() {}

    /** The state of the job. */
    public PayloadJob job() {
        return JobMapping.read(this);
    }

    /** When somebody wanted the payload last. */
    public Instant wantedAt() {
        return wantedAt;
    }

    /** When the job came to its state. */
    public Instant changedAt() {
        return changedAt;
    }
}
