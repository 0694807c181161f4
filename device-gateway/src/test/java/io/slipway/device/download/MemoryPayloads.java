package io.slipway.device.download;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

import io.slipway.device.download.ByteRange.Slice;
import io.slipway.device.identity.Sha256;
import io.slipway.device.identity.Tenant;

/** Payloads in memory, which remember what was asked. */
final class MemoryPayloads implements PayloadStore {

    final Map<Sha256, byte[]> payloads = new HashMap<>();
    final Set<Sha256> cold = new HashSet<>();
    final List<Sha256> asked = new ArrayList<>();

    /** What happens after the next question whether a payload is cold. */
    Runnable afterColdLook = () -> {};

    boolean isAway;

    @Override
    public OptionalLong length(Tenant tenant, Sha256 payload) throws IOException {
        answer(payload);
        byte[] found = payloads.get(payload);
        return found == null ? OptionalLong.empty() : OptionalLong.of(found.length);
    }

    @Override
    public boolean isCold(Tenant tenant, Sha256 payload) throws IOException {
        answer(payload);
        boolean found = cold.contains(payload);
        afterColdLook.run();
        return found;
    }

    @Override
    public InputStream open(Tenant tenant, Sha256 payload, Slice slice) throws IOException {
        answer(payload);
        return new ByteArrayInputStream(payloads.get(payload), (int) slice.offset(), (int) slice.length());
    }

    private void answer(Sha256 payload) throws IOException {
        asked.add(payload);
        if (isAway) {
            throw new IOException("The store does not answer");
        }
    }
}
