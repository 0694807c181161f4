package io.slipway.delta.generation.postgres;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A row of {@code payload_job}; {@link JobMapping} knows what its columns mean in which state. */
@Entity
@Table(name = "payload_job")
class JobRow {

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
}
