package io.slipway.artifact.storage.s3;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.minio.Xml;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.ServerException;
import io.minio.errors.XmlParserException;
import io.minio.messages.ErrorResponse;

import io.slipway.artifact.storage.ObjectMissingException;
import io.slipway.artifact.storage.StoreFullException;
import io.slipway.artifact.storage.StoreUnavailableException;

/** Waits for answers of the object store and turns its errors into those of {@code io.slipway.artifact.storage}. */
public final class S3Answers {

    private static final Set<String> MISSING = Set.of("NoSuchKey", "NoSuchBucket", "NoSuchUpload", "NotFound");
    private static final Set<String> FULL = Set.of(
            "InsufficientCapacity",
            "InsufficientStorage",
            "QuotaExceeded",
            "XMinioStorageFull",
            "XMinioAdminBucketQuotaExceeded");
    private static final int NOT_FOUND = 404;
    private static final int SERVER_ERROR = 500;
    private static final int INSUFFICIENT_STORAGE = 507;

    private S3Answers() {}

    /**
     * Blocks until the store has answered.
     *
     * @param what names the request in messages, for example {@code "upload of a part"}
     * @throws ObjectMissingException if what the request is about does not exist
     * @throws StoreFullException if there is no room
     * @throws StoreUnavailableException if the store does not answer in time, cannot be reached, or fails
     */
    public static <T> T await(String what, CompletableFuture<T> answer, Duration patience) {
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new StoreUnavailableException(what + ": no answer within " + patience, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            answer.cancel(true);
            throw new StoreUnavailableException(what + ": interrupted", e);
        } catch (ExecutionException e) {
            throw translated(what, e);
        }
    }

    /**
     * What an answer means that is no success, in the words of this package.
     *
     * @param what names the request in messages
     * @param body of the answer: an XML document with a code, or anything else
     */
    static RuntimeException refused(String what, int status, String body) {
        String code;
        try {
            code = Xml.unmarshal(ErrorResponse.class, body).code();
        } catch (XmlParserException e) {
            code = "status " + status;
        }
        return translated(what, code, status, new IOException("status " + status));
    }

    private static RuntimeException translated(String what, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ErrorResponseException refused) {
                return translated(what, refused);
            }
            if (cause instanceof ServerException server && server.statusCode() == INSUFFICIENT_STORAGE) {
                return new StoreFullException(what + ": the object store is full", failure);
            }
            if (cause instanceof IOException || cause instanceof ServerException) {
                return new StoreUnavailableException(what + ": the object store cannot be reached", failure);
            }
        }
        return new StoreUnavailableException(what + ": the object store failed", failure);
    }

    private static RuntimeException translated(String what, ErrorResponseException refused) {
        return translated(
                what, refused.errorResponse().code(), refused.response().code(), refused);
    }

    private static RuntimeException translated(String what, String code, int status, Throwable refused) {
        if (FULL.contains(code) || status == INSUFFICIENT_STORAGE) {
            return new StoreFullException(what + ": the object store is full", refused);
        }
        if (MISSING.contains(code) || status == NOT_FOUND) {
            return new ObjectMissingException(what + ": not in the object store", refused);
        }
        String reason = status >= SERVER_ERROR ? "failed" : "refused";
        return new StoreUnavailableException(what + ": the object store " + reason + " with " + code, refused);
    }
}
