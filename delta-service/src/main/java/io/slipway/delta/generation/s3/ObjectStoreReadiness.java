package io.slipway.delta.generation.s3;

import io.minio.BucketExistsArgs;
import io.minio.MinioClient;
import io.minio.errors.MinioException;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready only while the object store answers and has the bucket for payloads. */
@Readiness
@Blocking
@ApplicationScoped
class ObjectStoreReadiness implements HealthCheck {

    private final MinioClient client;

    ObjectStoreReadiness(MinioClient client) {
        this.client = client;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("object-store").withData("bucket", StoreAnswers.PAYLOADS);
        try {
            boolean exists = client.bucketExists(
                    BucketExistsArgs.builder().bucket(StoreAnswers.PAYLOADS).build());
            return response.status(exists).build();
        } catch (MinioException e) {
            return response.down()
                    .withData("reason", StoreAnswers.failure("a question", e).getMessage())
                    .build();
        }
    }
}
