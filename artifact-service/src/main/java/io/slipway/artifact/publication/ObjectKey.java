package io.slipway.artifact.publication;

import java.util.Optional;
import java.util.UUID;

import io.slipway.artifact.tenant.Tenant;
import io.slipway.metadata.digest.Sha256;

/**
 * Where an object stands in the bucket of artifacts (docs/contracts/README.md, Object store).
 *
 * @param value begins with the tenant
 */
public record ObjectKey(String value) {

    private static final String DIGESTS = "/sha256/";
    private static final String STAGING = "/uploads/";

    /** The place of the artifact with this digest. */
    public static ObjectKey of(Tenant tenant, Sha256 digest) {
        return new ObjectKey(tenant.name() + DIGESTS + digest.hex());
    }

    /** The place of an upload whose digest is known only at its end. */
    public static ObjectKey staging(Tenant tenant, UUID upload) {
        return new ObjectKey(tenant.name() + STAGING + upload);
    }

    /** Whether this is a place under a digest. */
    public boolean isDigest() {
        return value.contains(DIGESTS);
    }

    /** Which artifact belongs here, empty if this is no place of an artifact. */
    public Optional<Address> artifact() {
        int middle = value.indexOf(DIGESTS);
        if (middle < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Address(
                    new Tenant(value.substring(0, middle)), new Sha256(value.substring(middle + DIGESTS.length()))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return value;
    }

    /**
     * Names an artifact.
     *
     * @param tenant whose it is
     * @param digest of its bytes
     */
    public record Address(Tenant tenant, Sha256 digest) {}
}
