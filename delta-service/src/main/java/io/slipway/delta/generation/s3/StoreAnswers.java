package io.slipway.delta.generation.s3;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;

import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;

/** Asks the object store and says in this service's words what it answered. */
final class StoreAnswers {

    static final String IMAGES = "slipway-artifacts";
    static final String PAYLOADS = "slipway-payloads";

    /** A missing bucket is no missing object: it may appear, and what was to be stored is not lost. */
    private static final Set<String> NO_OBJECT = Set.of("NoSuchKey", "NoSuchObject");

    private StoreAnswers() {}

    /** A request to the store. */
    interface Request<T> {

        T send() throws MinioException;
    }

    /**
     * Sends a request; blocks.
     *
     * @param action what is asked for, for messages: "reading the image"
     * @return empty if the store has no such object
     * @throws IOException if the store refused or did not answer
     */
    static <T> Optional<T> ask(String action, Request<T> request) throws IOException {
        try {
            return Optional.of(request.send());
        } catch (ErrorResponseException e) {
            String code = e.errorResponse().code();
            if (NO_OBJECT.contains(code)) {
                return Optional.empty();
            }
            throw new IOException("the object store answered " + code + " to " + action, e);
        } catch (MinioException e) {
            throw noAnswer(action, e);
        } catch (IllegalStateException e) {
            // So the SDK wraps a connection that cannot be made; without a cause it is a mistake of ours.
            if (e.getCause() == null) {
                throw e;
            }
            throw noAnswer(action, e);
        }
    }

    static String objectName(String tenant, String sha256) {
        return tenant + "/sha256/" + sha256;
    }

    private static IOException noAnswer(String action, Exception failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return new IOException("the object store did not answer to " + action + ": " + cause.getMessage(), failure);
    }
}
