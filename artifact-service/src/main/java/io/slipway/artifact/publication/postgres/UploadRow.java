package io.slipway.artifact.publication.postgres;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

import io.slipway.artifact.publication.ObjectKey;
import io.slipway.artifact.publication.OpenObject;
import io.slipway.artifact.publication.Part;
import io.slipway.artifact.publication.Upload;
import io.slipway.artifact.publication.Uploads;
import io.slipway.artifact.tenant.Tenant;
import io.slipway.metadata.digest.Sha256;

/** A row of the table {@code upload}. */
@Entity
@Table(name = "upload")
@SuppressWarnings("NullAway.Init") // filled by Hibernate
class UploadRow {

    @Id
    UUID id;

    String tenant;

    @Nullable
    Long length;

    @Nullable
    String declared;

    String objectKey;
    String storeSession;
    int partSize;
    byte[] digestState;
    Instant expiresAt;

    @Nullable
    String completed;

    @Nullable
    UUID writer;

    @Nullable
    Instant heldUntil;

    protected UploadRow() {}

    UploadRow(Upload upload, Optional<Uploads.Hold> hold) {
        id = upload.id();
        tenant = upload.tenant().name();
        length = upload.length().isPresent() ? upload.length().getAsLong() : null;
        declared = upload.declared().map(Sha256::hex).orElse(null);
        objectKey = upload.target().key().value();
        storeSession = upload.target().session();
        partSize = upload.partSize();
        digestState = upload.digestState();
        expiresAt = upload.expiresAt();
        completed = upload.completed().map(Sha256::hex).orElse(null);
        writer = hold.map(Uploads.Hold::writer).orElse(null);
        heldUntil = hold.map(Uploads.Hold::until).orElse(null);
    }

    Upload upload(List<Part> parts) {
        return new Upload(
                id,
                new Tenant(tenant),
                length == null ? OptionalLong.empty() : OptionalLong.of(length),
                Optional.ofNullable(declared).map(Sha256::new),
                new OpenObject(new ObjectKey(objectKey), storeSession),
                partSize,
                parts,
                digestState,
                expiresAt,
                Optional.ofNullable(completed).map(Sha256::new));
    }
}
