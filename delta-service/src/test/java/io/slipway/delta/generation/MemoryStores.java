package io.slipway.delta.generation;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.slipway.payload.index.Sha256;

/** Both stores in memory; can be away. */
final class MemoryStores implements ImageStore, PayloadStore {

    private final Map<String, byte[]> images = new ConcurrentHashMap<>();
    private final Map<String, byte[]> payloads = new ConcurrentHashMap<>();
    private volatile boolean away;
    private volatile int reads;

    Image add(byte[] content) {
        return add(Sha256.ofContent(content), content);
    }

    /** Puts content under a digest that may be wrong. */
    Image add(Sha256 name, byte[] content) {
        Image image = new Image("default", name, content.length);
        images.put(image.key(), content);
        return image;
    }

    void goAway() {
        away = true;
    }

    Map<String, byte[]> payloads() {
        return payloads;
    }

    @Override
    public Optional<InputStream> open(Image image) throws IOException {
        requirePresence();
        return Optional.ofNullable(images.get(image.key())).map(ByteArrayInputStream::new);
    }

    @Override
    public void put(String tenant, StoredPayload payload, Path file) throws IOException {
        requirePresence();
        payloads.put(tenant + "/" + payload.sha256(), Files.readAllBytes(file));
    }

    @Override
    public InputStream open(String tenant, StoredPayload payload, long offset) throws IOException {
        requirePresence();
        reads++;
        InputStream in =
                new ByteArrayInputStream(Objects.requireNonNull(payloads.get(tenant + "/" + payload.sha256())));
        in.skipNBytes(offset);
        return in;
    }

    @Override
    public boolean has(String tenant, StoredPayload payload) throws IOException {
        requirePresence();
        return payloads.containsKey(tenant + "/" + payload.sha256());
    }

    @Override
    public void remove(String tenant, Sha256 payload) {
        payloads.remove(tenant + "/" + payload);
        payloads.put(tenant + "/" + payload + ".cold", new byte[0]);
    }

    @Override
    public void removeMarker(String tenant, Sha256 payload) {
        payloads.remove(tenant + "/" + payload + ".cold");
    }

    /** How often a payload was read. */
    int reads() {
        return reads;
    }

    void removeImages() {
        images.clear();
    }

    private void requirePresence() throws IOException {
        if (away) {
            throw new IOException("the store is away");
        }
    }
}
