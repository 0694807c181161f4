package io.slipway.delta.generation.s3;

import java.io.IOException;

import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;

/** What the SDK's exceptions mean here. */
final class StoreAnswers {

    static final String IMAGES = "slipway-artifacts";
    static final String PAYLOADS = "slipway-payloads";

    private StoreAnswers() {}

    /** Whether the store answered that it has no such object; a missing bucket is another matter. */
    static boolean isMissing(MinioException answer) {
        return answer instanceof ErrorResponseException error
                && (error.errorResponse().code().equals("NoSuchKey")
                        || error.errorResponse().code().equals("NoSuchObject"));
    }

    /** As an I/O error, in words that hold no secrets and no traces. */
    static IOException failure(String action, MinioException answer) {
        if (answer instanceof ErrorResponseException error) {
            return new IOException(
                    "the object store answered " + error.errorResponse().code() + " to " + action, answer);
        }
        Throwable cause = answer.getCause() == null ? answer : answer.getCause();
        return new IOException("the object store did not answer to " + action + ": " + cause.getMessage(), answer);
    }

    static String objectName(String tenant, String sha256) {
        return tenant + "/sha256/" + sha256;
    }
}
