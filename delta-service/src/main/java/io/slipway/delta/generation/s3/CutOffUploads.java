package io.slipway.delta.generation.s3;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

import io.minio.AbortMultipartUploadArgs;
import io.minio.ListMultipartUploadsArgs;
import io.minio.MinioAsyncClient;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/**
 * Uploads of payloads that a crash cut off. Their parts are no object and nobody sees them, but the store keeps them.
 *
 * <p>The next attempt makes the same payload, so it finds them by its name. A worker that is still at such an upload has lost its lease.
 */
@ApplicationScoped
class CutOffUploads {

    private static final Logger LOG = Logger.getLogger(CutOffUploads.class);
    private static final int MOST = 100;
    private static final int SECONDS_TO_ANSWER = 60;

    private final MinioAsyncClient client;

    CutOffUploads(MinioAsyncClient client) {
        this.client = client;
    }

    /** Removes what is left of uploads of the object; blocks. A store that does not let go of it does not keep a payload from being stored. */
    void remove(String object) {
        try {
            await(client.listMultipartUploads(ListMultipartUploadsArgs.builder()
                            .bucket(StoreAnswers.PAYLOADS)
                            .prefix(object)
                            .maxUploads(MOST)
                            .build()))
                    .result()
                    .uploads()
                    .stream()
                    .filter(upload -> upload.objectName().equals(object))
                    .forEach(upload -> abort(object, upload.uploadId()));
        } catch (CompletionException e) {
            LOG.warnf("Parts of uploads that were cut off may be left in the object store object=%s: %s", object, e);
        }
    }

    private void abort(String object, String upload) {
        await(client.abortMultipartUpload(AbortMultipartUploadArgs.builder()
                .bucket(StoreAnswers.PAYLOADS)
                .object(object)
                .uploadId(upload)
                .build()));
        LOG.infof("Upload that was cut off removed object=%s", object);
    }

    private static <T> T await(CompletableFuture<T> answer) {
        return answer.orTimeout(SECONDS_TO_ANSWER, TimeUnit.SECONDS).join();
    }
}
