package io.slipway.artifact.publication;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.slipway.artifact.tenant.Tenant;
import io.slipway.metadata.digest.Sha256;

/**
 * The durable state of uploads. Each method is one transaction and blocks.
 *
 * <p>An upload has at most one writer at a time, who holds it for a while and holds it again before that ends; what a writer does is refused once another
 * one holds the upload.
 */
public interface Uploads {

    /** Adds a new upload that {@code writer}, if present, holds until {@code heldUntil}. */
    void add(Upload upload, Optional<Hold> writer);

    /** The upload, empty if the tenant has none of this id. */
    Optional<Upload> find(Tenant tenant, UUID id);

    /**
     * Takes the upload for {@code hold}, or prolongs it if it is the same writer's.
     *
     * @return whether it is held now; false while another writer holds it or if it does not exist
     */
    boolean hold(UUID id, Hold hold, Instant now);

    /** Gives the upload back. Does nothing if {@code writer} does not hold it. */
    void release(UUID id, UUID writer);

    /**
     * Adds a part.
     *
     * @param digestState over all parts up to this one
     * @param life how long the upload waits for more bytes from now on
     * @return whether it was added; false if {@code writer} no longer holds the upload
     */
    boolean addPart(UUID id, UUID writer, Part part, byte[] digestState, Duration life);

    /**
     * Announces that the upload is about to become visible under {@code digest}, so that the reaper leaves that object alone.
     *
     * @return whether it may go on; false while the reaper removes an object of this digest or another writer holds the upload
     */
    boolean announce(UUID id, UUID writer, Sha256 digest);

    /** Turns the upload into the artifact, which is added if it is not there yet and has its original now, and forgets the parts. */
    Artifact complete(UUID id, Artifact artifact);

    /** Forgets the upload. */
    void remove(UUID id);

    /** Uploads of all tenants whose life is over and that nobody holds, at most {@code most}. */
    List<Upload> expired(Instant now, int most);

    /** Whether an upload collects its parts in this multipart upload. */
    boolean knows(OpenObject object);

    /**
     * Someone's right to write.
     *
     * @param writer who
     * @param until when it ends by itself
     */
    record Hold(UUID writer, Instant until) {}
}
