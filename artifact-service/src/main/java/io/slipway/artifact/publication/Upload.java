package io.slipway.artifact.publication;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

import io.slipway.artifact.tenant.Tenant;
import io.slipway.metadata.digest.Sha256;

/**
 * An artifact on its way in, as far as it is durable.
 *
 * @param id names it towards clients
 * @param tenant whose it is
 * @param length of the whole in bytes; empty if the client cannot say
 * @param declared the digest that the client says the whole has
 * @param target where the object store collects the parts
 * @param partSize bytes of every part but the last
 * @param parts stored so far, ascending without gaps; copied
 * @param digestState the digest over {@code parts}, to be continued; empty where the digest lives in the memory of one request; copied
 * @param expiresAt when it is reaped if nothing more comes
 * @param completed the digest of the artifact that it became, empty until then
 */
public record Upload(
        UUID id,
        Tenant tenant,
        OptionalLong length,
        Optional<Sha256> declared,
        OpenObject target,
        int partSize,
        List<Part> parts,
        byte[] digestState,
        Instant expiresAt,
        Optional<Sha256> completed) {

    public Upload {
        parts = List.copyOf(parts);
        digestState = digestState.clone();
        if (length.isPresent() && length.getAsLong() < 1) {
            throw new IllegalArgumentException("length: expected at least 1, found " + length.getAsLong());
        }
    }

    /** Durable bytes: where the client goes on. */
    public long received() {
        return parts.stream().mapToLong(Part::length).sum();
    }

    /** The digest over the durable bytes, to be continued. */
    @Override
    public byte[] digestState() {
        return digestState.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Upload upload
                && id.equals(upload.id)
                && parts.equals(upload.parts)
                && completed.equals(upload.completed)
                && Arrays.equals(digestState, upload.digestState);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }
}
