package io.slipway.device.download.s3;

import java.io.IOException;
import java.util.Optional;

import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;

/**
 * One request to the object store.
 *
 * @param <T> what the store answers
 */
@FunctionalInterface
interface StoreCall<T> {

    int NOT_FOUND = 404;

    /** Asks the store; blocks. */
    T send() throws MinioException;

    /**
     * Sends {@code call} and tells what is not there from what cannot be had now.
     *
     * @return the answer; empty if there is no such object
     * @throws IOException if the store refuses or does not answer. The SDK hides some failures to connect in an {@link IllegalStateException}.
     */
    static <T> Optional<T> answerTo(StoreCall<T> call) throws IOException {
        try {
            return Optional.of(call.send());
        } catch (ErrorResponseException e) {
            if (isNotFound(e)) {
                return Optional.empty();
            }
            throw new IOException(
                    "The object store refused: " + e.errorResponse().code(), e);
        } catch (MinioException | IllegalStateException e) {
            throw new IOException("The object store did not answer", e);
        }
    }

    private static boolean isNotFound(ErrorResponseException refusal) {
        return refusal.response().code() == NOT_FOUND
                && !"NoSuchBucket".equals(refusal.errorResponse().code());
    }
}
