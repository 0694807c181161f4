package io.slipway.delta.generation.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

import io.minio.BucketExistsArgs;
import io.minio.MinioClient;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready only while the object store answers, within a few seconds, that it has the bucket for payloads. */
@Readiness
@ApplicationScoped
class ObjectStoreReadiness implements AsyncHealthCheck {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final MinioClient client;

    ObjectStoreReadiness(MinioClient client) {
        this.client = client;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.createFrom()
                .item(this::hasBucket)
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .map(exists -> response().status(exists).build())
                .onFailure()
                .recoverWithItem(failure -> response()
                        .down()
                        .withData("reason", String.valueOf(failure.getMessage()))
                        .build());
    }

    private boolean hasBucket() {
        try {
            return StoreAnswers.ask(
                            "a question",
                            () -> client.bucketExists(BucketExistsArgs.builder()
                                    .bucket(StoreAnswers.PAYLOADS)
                                    .build()))
                    .orElse(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    private static HealthCheckResponseBuilder response() {
        return HealthCheckResponse.named("object-store").withData("bucket", StoreAnswers.PAYLOADS);
    }
}
