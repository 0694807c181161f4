package io.slipway.device.download.s3;

import io.minio.errors.ErrorResponseException;

/** Tells an object that does not exist from a store that refuses. */
final class NotFound {

    private static final int STATUS = 404;

    private NotFound() {}

    static boolean isSaidBy(ErrorResponseException refusal) {
        return refusal.response().code() == STATUS
                && !"NoSuchBucket".equals(refusal.errorResponse().code());
    }
}
