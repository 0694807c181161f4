package io.slipway.artifact.publication;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;

import io.slipway.artifact.tenant.Tenant;
import io.slipway.metadata.digest.Sha256;

/**
 * Begins an upload.
 *
 * <p>Where the client says the digest beforehand the parts are collected at the artifact's own place, which is the cheapest; the place stays empty unless the
 * digest turns out to be right. Otherwise they are collected at a place of the upload's own and moved by the store at the end. What comes in one request whose
 * length is said beforehand as well goes to that place in one piece, without parts.
 */
public final class BeginUpload {

    private final ArtifactStore store;
    private final Uploads uploads;
    private final Artifacts artifacts;
    private final UploadLimits limits;
    private final Clock clock;

    public BeginUpload(ArtifactStore store, Uploads uploads, Artifacts artifacts, UploadLimits limits, Clock clock) {
        this.store = store;
        this.uploads = uploads;
        this.artifacts = artifacts;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Begins a resumable upload of {@code length} bytes.
     *
     * @throws UploadRefusedException if there is nothing to upload or too much
     */
    public Begun begin(Tenant tenant, long length, Optional<Sha256> declared) {
        requireSize(length);
        Optional<Artifact> existing = declared.flatMap(digest -> artifacts.findWithOriginal(tenant, digest));
        return existing.<Begun>map(Begun.AlreadyThere::new)
                .orElseGet(() -> new Begun.Open(
                        add(tenant, OptionalLong.of(length), length, declared, store::begin, Optional.empty())));
    }

    /**
     * Begins an upload that lives as long as one request.
     *
     * @param writer who holds it from the beginning
     * @throws UploadRefusedException if there is nothing to upload or too much
     */
    Upload beginForRequest(Tenant tenant, IncomingArtifact incoming, UUID writer) {
        OptionalLong length = incoming.length();
        length.ifPresent(this::requireSize);
        boolean inOnePiece = incoming.declared().isPresent()
                && length.isPresent()
                && length.getAsLong() <= ArtifactStore.MOST_IN_ONE_PIECE;
        return add(
                tenant,
                length,
                length.orElse(incoming.atMost()),
                incoming.declared(),
                inOnePiece ? OpenObject::inOnePiece : store::begin,
                Optional.of(writer));
    }

    private Upload add(
            Tenant tenant,
            OptionalLong length,
            long atMost,
            Optional<Sha256> declared,
            Function<ObjectKey, OpenObject> opening,
            Optional<UUID> writer) {
        UUID id = UUID.randomUUID();
        ObjectKey place =
                declared.map(digest -> ObjectKey.of(tenant, digest)).orElseGet(() -> ObjectKey.staging(tenant, id));
        Instant now = clock.instant();
        Upload upload = new Upload(
                id,
                tenant,
                length,
                declared,
                opening.apply(place),
                limits.partSizeFor(atMost),
                List.of(),
                new byte[0],
                now.plus(writer.isPresent() ? UploadHold.TIME : limits.life()),
                Optional.empty());
        uploads.add(upload, writer.map(w -> UploadHolds.from(now, w)));
        return upload;
    }

    private void requireSize(long length) {
        if (length < 1) {
            throw new UploadRefusedException(new UploadRefusal.Empty());
        }
        if (length > limits.mostBytes()) {
            throw new UploadRefusedException(new UploadRefusal.TooLarge(limits.mostBytes()));
        }
    }

    /** What came of the wish to upload. */
    public sealed interface Begun {

        /** Bytes may come. */
        record Open(Upload upload) implements Begun {}

        /** The bytes are there already; none need to come. */
        record AlreadyThere(Artifact artifact) implements Begun {}
    }
}
