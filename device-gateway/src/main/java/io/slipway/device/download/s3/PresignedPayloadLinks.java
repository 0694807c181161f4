package io.slipway.device.download.s3;

import java.net.URI;
import java.time.Duration;

import io.minio.GetPresignedObjectUrlArgs;
import io.minio.Http;
import io.minio.MinioClient;
import io.minio.errors.MinioException;

import io.slipway.device.download.PayloadLinks;
import io.slipway.device.identity.Sha256;
import io.slipway.device.identity.Tenant;

/** Links signed with the gateway's own credentials (AWS Signature Version 4, query parameters). */
public final class PresignedPayloadLinks implements PayloadLinks {

    private static final Duration LONGEST = Duration.ofDays(7);

    private final MinioClient client;
    private final int seconds;

    /**
     * @param client made for the endpoint that devices use, because the host is part of the signature, and with a region, so that it never asks for one
     * @param life how long a link works, 1 second to 7 days
     */
    public PresignedPayloadLinks(MinioClient client, Duration life) {
        if (life.toSeconds() < 1 || life.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "slipway.device.download.link-life: expected 1 second to 7 days, found " + life);
        }
        this.client = client;
        this.seconds = Math.toIntExact(life.toSeconds());
    }

    @Override
    public URI linkTo(Tenant tenant, Sha256 payload) {
        try {
            return URI.create(client.getPresignedObjectUrl(GetPresignedObjectUrlArgs.builder()
                    .method(Http.Method.GET)
                    .bucket(S3PayloadStore.BUCKET)
                    .object(S3PayloadStore.key(tenant, payload))
                    .expiry(seconds)
                    .build()));
        } catch (MinioException e) {
            throw new IllegalStateException("A link cannot be signed", e);
        }
    }
}
