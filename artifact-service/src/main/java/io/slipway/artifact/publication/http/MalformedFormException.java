package io.slipway.artifact.publication.http;

import java.io.IOException;

/** A body that is no form, or not one of the form that is taken here. */
final class MalformedFormException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String detail;

    MalformedFormException(String detail) {
        super(detail);
        this.detail = detail;
    }

    /** One sentence for a person. */
    String detail() {
        return detail;
    }
}
