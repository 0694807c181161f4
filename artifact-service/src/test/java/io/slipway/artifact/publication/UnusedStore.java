package io.slipway.artifact.publication;

import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import io.slipway.metadata.digest.Sha256;

/** A store that nobody may use; tests override what they need. */
class UnusedStore implements ArtifactStore {

    @Override
    public void put(ObjectKey key, long length, Sha256 digest, Content content) {
        throw new UnsupportedOperationException();
    }

    @Override
    public OpenObject begin(ObjectKey key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<String> putPart(OpenObject object, int number, byte[] bytes, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String await(CompletableFuture<String> part) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void complete(OpenObject object, List<Part> parts) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void abort(OpenObject object) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void move(ObjectKey from, ObjectKey to) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void remove(ObjectKey key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public OptionalLong length(ObjectKey key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void forEachObject(Consumer<StoredObject> action) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void forEachOpen(Consumer<BegunObject> action) {
        throw new UnsupportedOperationException();
    }
}
