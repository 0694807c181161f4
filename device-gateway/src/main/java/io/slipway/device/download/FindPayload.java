package io.slipway.device.download;

import java.io.IOException;
import java.util.OptionalLong;

import io.slipway.device.download.Whereabouts.Absent;
import io.slipway.device.download.Whereabouts.Cold;
import io.slipway.device.download.Whereabouts.Present;
import io.slipway.device.identity.Sha256;
import io.slipway.device.identity.Tenant;

/** Looks where a payload is for a device that wants it, and tells that it is wanted: what is asked for stays, or comes back. For use by all threads. */
public final class FindPayload {

    private final PayloadStore store;
    private final WantedPayloads wanted;

    public FindPayload(PayloadStore store, WantedPayloads wanted) {
        this.store = store;
        this.wanted = wanted;
    }

    /**
     * Where {@code payload} is; blocks.
     *
     * @throws IOException if the store does not answer
     */
    public Whereabouts find(Tenant tenant, Sha256 payload) throws IOException {
        Whereabouts found = look(tenant, payload);
        if (!(found instanceof Absent)) {
            wanted.tell(tenant, payload);
        }
        return found;
    }

    private Whereabouts look(Tenant tenant, Sha256 payload) throws IOException {
        OptionalLong length = store.length(tenant, payload);
        if (length.isEmpty()) {
            if (store.isCold(tenant, payload)) {
                return new Cold();
            }
            // A payload comes back before its marker goes: both looks may have been in vain though it is there now.
            length = store.length(tenant, payload);
        }
        return length.isPresent() ? new Present(length.getAsLong()) : new Absent();
    }
}
