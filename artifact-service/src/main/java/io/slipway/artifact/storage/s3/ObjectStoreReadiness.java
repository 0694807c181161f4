package io.slipway.artifact.storage.s3;

import java.time.Duration;
import java.util.List;

import io.minio.HeadBucketArgs;
import io.minio.MinioAsyncClient;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while the object store is away or one of the buckets that this service writes is missing. */
@Readiness
@ApplicationScoped
class ObjectStoreReadiness implements AsyncHealthCheck {

    private static final String NAME = "Object store";
    private static final List<String> BUCKETS = List.of("slipway-artifacts", "slipway-repository");
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final MinioAsyncClient client;

    ObjectStoreReadiness(MinioAsyncClient client) {
        this.client = client;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.join()
                .all(BUCKETS.stream().map(this::check).toList())
                .andFailFast()
                .replaceWith(HealthCheckResponse.up(NAME))
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .onFailure()
                .recoverWithItem(() -> HealthCheckResponse.named(NAME)
                        .down()
                        .withData("reason", "the store or one of the buckets " + BUCKETS + " cannot be reached")
                        .build());
    }

    private Uni<Void> check(String bucket) {
        return Uni.createFrom()
                .completionStage(() -> client.headBucket(
                        HeadBucketArgs.builder().bucket(bucket).build()))
                .replaceWithVoid();
    }
}
