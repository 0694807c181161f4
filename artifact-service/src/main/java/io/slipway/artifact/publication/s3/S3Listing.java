package io.slipway.artifact.publication.s3;

import java.time.Duration;
import java.util.function.Consumer;

import io.minio.ListMultipartUploadsArgs;
import io.minio.ListObjectsArgs;
import io.minio.MinioAsyncClient;
import io.minio.Result;
import io.minio.errors.MinioException;
import io.minio.messages.Item;
import io.minio.messages.ListMultipartUploadsResult;

import io.slipway.artifact.publication.ArtifactStore.BegunObject;
import io.slipway.artifact.publication.ArtifactStore.StoredObject;
import io.slipway.artifact.publication.ObjectKey;
import io.slipway.artifact.publication.OpenObject;
import io.slipway.artifact.storage.StoreUnavailableException;
import io.slipway.artifact.storage.s3.S3Answers;

/** Goes through the bucket page by page. */
final class S3Listing {

    private static final int PAGE = 1000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final MinioAsyncClient client;

    S3Listing(MinioAsyncClient client) {
        this.client = client;
    }

    void forEachObject(Consumer<StoredObject> action) {
        Iterable<Result<Item>> items = client.listObjects(ListObjectsArgs.builder()
                .bucket(S3ArtifactStore.BUCKET)
                .recursive(true)
                .maxKeys(PAGE)
                .build());
        for (Result<Item> result : items) {
            Item item = item(result);
            action.accept(new StoredObject(
                    new ObjectKey(item.objectName()), item.lastModified().toInstant()));
        }
    }

    void forEachOpen(Consumer<BegunObject> action) {
        ListMultipartUploadsArgs.Builder next = page();
        ListMultipartUploadsResult page;
        do {
            page = S3Answers.await("list of uploads", client.listMultipartUploads(next.build()), PATIENCE)
                    .result();
            page.uploads()
                    .forEach(upload -> action.accept(new BegunObject(
                            new OpenObject(new ObjectKey(upload.objectName()), upload.uploadId()),
                            upload.initiated().toInstant())));
            next = page().keyMarker(page.nextKeyMarker()).uploadIdMarker(page.nextUploadIdMarker());
        } while (page.isTruncated());
    }

    private static ListMultipartUploadsArgs.Builder page() {
        return ListMultipartUploadsArgs.builder().bucket(S3ArtifactStore.BUCKET).maxUploads(PAGE);
    }

    private static Item item(Result<Item> result) {
        try {
            return result.get();
        } catch (MinioException e) {
            throw new StoreUnavailableException("list of objects: the object store failed", e);
        }
    }
}
