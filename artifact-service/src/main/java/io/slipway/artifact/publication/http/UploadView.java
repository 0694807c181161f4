package io.slipway.artifact.publication.http;

import java.time.Instant;
import java.util.UUID;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import io.slipway.artifact.publication.Upload;

/**
 * A resumable upload as clients see it.
 *
 * @param id names it
 * @param length of the whole in bytes
 * @param offset durable bytes: where to go on
 * @param partSize a request that brings fewer bytes than this, and not the last ones, brings nothing
 * @param expiresAt when it is removed if nothing more comes
 */
@Schema(name = "Upload")
public record UploadView(UUID id, long length, long offset, int partSize, Instant expiresAt) {

    static UploadView of(Upload upload) {
        return new UploadView(
                upload.id(), upload.length().orElse(0), upload.received(), upload.partSize(), upload.expiresAt());
    }
}
