package io.slipway.device.download.s3;

import java.io.IOException;

import io.minio.BucketExistsArgs;
import io.minio.MinioClient;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/** Not ready while the object store does not show its repository bucket. Asked every few seconds and not by each probe. */
@Readiness
@ApplicationScoped
class ObjectStoreReadiness implements HealthCheck {

    private static final Logger LOG = Logger.getLogger(ObjectStoreReadiness.class);

    private final MinioClient client;
    private volatile boolean answers;

    ObjectStoreReadiness(MinioClient client) {
        this.client = client;
    }

    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void ask() {
        BucketExistsArgs bucket =
                BucketExistsArgs.builder().bucket(S3MetadataStore.BUCKET).build();
        try {
            answers = StoreCall.answerTo(() -> client.bucketExists(bucket)).orElse(false);
        } catch (IOException e) {
            LOG.debugf("The object store does not answer: %s", e);
            answers = false;
        }
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("object store").status(answers).build();
    }
}
