package io.slipway.delta.generation.s3;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

import io.minio.GetObjectArgs;
import io.minio.MinioClient;
import jakarta.enterprise.context.ApplicationScoped;

import io.slipway.delta.generation.Image;
import io.slipway.delta.generation.ImageStore;

/** Images as artifact-service stored them. */
@ApplicationScoped
class S3ImageStore implements ImageStore {

    private final MinioClient client;

    S3ImageStore(MinioClient client) {
        this.client = client;
    }

    @Override
    public Optional<InputStream> open(Image image) throws IOException {
        return StoreAnswers.ask(
                "reading the image",
                () -> client.getObject(GetObjectArgs.builder()
                        .bucket(StoreAnswers.IMAGES)
                        .object(StoreAnswers.objectName(
                                image.tenant(), image.sha256().hex()))
                        .build()));
    }
}
