package io.slipway.engines.s3;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.FileSystemException;

import org.gaul.s3proxy.blobstore.BlobStore;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Says that the disk is full in the words of MinIO, where S3Proxy would say "internal error". */
final class FullDisk {

    /** What the kernel says (errno ENOSPC), in the words of the C library. */
    private static final String NO_SPACE = "No space left on device";

    private static final int INSUFFICIENT_STORAGE = 507;

    private FullDisk() {}

    /** The same store, with a failure for want of space told apart. */
    static BlobStore reportedBy(BlobStore store) {
        return (BlobStore) Proxy.newProxyInstance(
                BlobStore.class.getClassLoader(), new Class<?>[] {BlobStore.class}, (self, method, arguments) -> {
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        Throwable failure = e.getTargetException();
                        throw isFull(failure) ? answer(failure) : failure;
                    }
                });
    }

    private static boolean isFull(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String words = cause instanceof FileSystemException file ? file.getReason() : cause.getMessage();
            if (words != null && words.contains(NO_SPACE)) {
                return true;
            }
        }
        return false;
    }

    private static Throwable answer(Throwable cause) {
        return S3Exception.builder()
                .statusCode(INSUFFICIENT_STORAGE)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode("XMinioStorageFull")
                        .errorMessage("The disk under the object store is full.")
                        .build())
                .cause(cause)
                .build();
    }
}
