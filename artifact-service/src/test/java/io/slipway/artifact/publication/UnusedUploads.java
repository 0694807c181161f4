package io.slipway.artifact.publication;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.slipway.artifact.tenant.Tenant;
import io.slipway.metadata.digest.Sha256;

/** Uploads that nobody may use; tests override what they need. */
class UnusedUploads implements Uploads {

    @Override
    public void add(Upload upload, Optional<Hold> writer) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Upload> find(Tenant tenant, UUID id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean hold(UUID id, Hold hold, Instant now) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void release(UUID id, UUID writer) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean addPart(UUID id, UUID writer, Part part, byte[] digestState, Duration life) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean announce(UUID id, UUID writer, Sha256 digest) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Artifact complete(UUID id, Artifact artifact) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void remove(UUID id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Upload> expired(Instant now, int most) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean knows(OpenObject object) {
        throw new UnsupportedOperationException();
    }
}
