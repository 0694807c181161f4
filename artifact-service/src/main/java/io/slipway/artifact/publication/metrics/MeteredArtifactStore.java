package io.slipway.artifact.publication.metrics;

import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import io.slipway.artifact.publication.ArtifactStore;
import io.slipway.artifact.publication.ObjectKey;
import io.slipway.artifact.publication.OpenObject;
import io.slipway.artifact.publication.Part;
import io.slipway.artifact.storage.StoreFullException;
import io.slipway.artifact.storage.StoreUnavailableException;
import io.slipway.metadata.digest.Sha256;

/** Counts what goes into an {@link ArtifactStore} and how long that takes. */
public final class MeteredArtifactStore implements ArtifactStore {

    private final ArtifactStore store;
    private final MeterRegistry registry;
    private final Counter bytes;
    private final Counter failures;
    private final Timer parts;
    private final Timer completions;
    private final Timer pieces;

    public MeteredArtifactStore(ArtifactStore store, MeterRegistry registry) {
        this.store = store;
        this.registry = registry;
        this.bytes = registry.counter("slipway_artifact_stored_bytes");
        this.failures = registry.counter("slipway_artifact_part_failures");
        this.parts = registry.timer("slipway_artifact_part_seconds");
        this.completions = registry.timer("slipway_artifact_completion_seconds");
        this.pieces = registry.timer("slipway_artifact_piece_seconds");
    }

    @Override
    public void put(ObjectKey key, long length, Sha256 digest, Content content) {
        Timer.Sample sample = Timer.start(registry);
        try {
            store.put(key, length, digest, content);
            bytes.increment(length);
        } catch (StoreUnavailableException | StoreFullException e) {
            failures.increment();
            throw e;
        } finally {
            sample.stop(pieces);
        }
    }

    @Override
    public CompletableFuture<String> putPart(OpenObject object, int number, byte[] content, int length) {
        Timer.Sample sample = Timer.start(registry);
        return store.putPart(object, number, content, length).whenComplete((_, failure) -> {
            sample.stop(parts);
            if (failure == null) {
                bytes.increment(length);
            } else {
                failures.increment();
            }
        });
    }

    @Override
    public void complete(OpenObject object, List<Part> stored) {
        completions.record(() -> store.complete(object, stored));
    }

    @Override
    public OpenObject begin(ObjectKey key) {
        return store.begin(key);
    }

    @Override
    public String await(CompletableFuture<String> part) {
        return store.await(part);
    }

    @Override
    public void abort(OpenObject object) {
        store.abort(object);
    }

    @Override
    public void move(ObjectKey from, ObjectKey to) {
        store.move(from, to);
    }

    @Override
    public void remove(ObjectKey key) {
        store.remove(key);
    }

    @Override
    public OptionalLong length(ObjectKey key) {
        return store.length(key);
    }

    @Override
    public void forEachObject(Consumer<StoredObject> action) {
        store.forEachObject(action);
    }

    @Override
    public void forEachOpen(Consumer<BegunObject> action) {
        store.forEachOpen(action);
    }
}
