package io.slipway.artifact.repository;

import io.slipway.artifact.tenant.Tenant;
import io.slipway.metadata.target.Content;

/**
 * A target that published metadata names.
 *
 * @param tenant whose it is
 * @param kind what it is
 * @param content its length and digest
 */
public record PublishedTarget(Tenant tenant, Kind kind, Content content) {

    /** What a target is. */
    public enum Kind {
        /** An artifact of a release. */
        IMAGE,
        /** A way to an image. */
        PAYLOAD
    }
}
