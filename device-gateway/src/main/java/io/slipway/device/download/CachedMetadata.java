package io.slipway.device.download;

import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.slipway.device.identity.Tenant;

/** Keeps the immutable files that were asked for last in memory, up to a number of bytes. {@code timestamp.json} is read anew for everyone. */
public final class CachedMetadata implements MetadataStore {

    private final MetadataStore store;
    private final long mostBytes;
    private final Map<Key, byte[]> files = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /** @param mostBytes how much to keep */
    public CachedMetadata(MetadataStore store, long mostBytes) {
        this.store = store;
        this.mostBytes = mostBytes;
    }

    @Override
    public Optional<byte[]> read(Tenant tenant, MetadataFile file) throws IOException {
        if (!file.isImmutable()) {
            return store.read(tenant, file);
        }
        Key key = new Key(tenant, file);
        Optional<byte[]> kept = find(key);
        if (kept.isPresent()) {
            return kept;
        }
        Optional<byte[]> read = store.read(tenant, file);
        read.ifPresent(content -> keep(key, content));
        return read;
    }

    private synchronized Optional<byte[]> find(Key key) {
        return Optional.ofNullable(files.get(key));
    }

    private synchronized void keep(Key key, byte[] content) {
        if (content.length > mostBytes || files.putIfAbsent(key, content) != null) {
            return;
        }
        bytes += content.length;
        Iterator<byte[]> eldest = files.values().iterator();
        while (bytes > mostBytes) {
            bytes -= eldest.next().length;
            eldest.remove();
        }
    }

    private record Key(Tenant tenant, MetadataFile file) {}
}
