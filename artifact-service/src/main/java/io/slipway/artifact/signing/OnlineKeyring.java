package io.slipway.artifact.signing;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.slipway.artifact.tenant.Tenant;
import io.slipway.metadata.key.SigningKey;

/** Gives the online keys of a tenant and makes them when they are first asked for. Blocks; for several threads and processes at once. */
public final class OnlineKeyring {

    private final SealedKeys sealedKeys;
    private final KeySealer sealer;

    public OnlineKeyring(SealedKeys sealedKeys, KeySealer sealer) {
        this.sealedKeys = sealedKeys;
        this.sealer = sealer;
    }

    /** The tenant's keys. */
    public OnlineKeys keys(Tenant tenant) {
        List<SealedKey> sealed = sealedKeys.find(tenant);
        if (sealed.size() < OnlineRole.values().length) {
            sealedKeys.addMissing(
                    tenant,
                    Arrays.stream(OnlineRole.values())
                            .map(role -> sealer.make(tenant, role))
                            .toList());
            sealed = sealedKeys.find(tenant); // another process may have been first
        }
        Map<OnlineRole, SigningKey> keys = new EnumMap<>(OnlineRole.class);
        sealed.forEach(key -> keys.put(key.role(), sealer.open(tenant, key)));
        return new OnlineKeys(
                required(keys, OnlineRole.SNAPSHOT),
                required(keys, OnlineRole.TIMESTAMP),
                required(keys, OnlineRole.PAYLOADS));
    }

    private static SigningKey required(Map<OnlineRole, SigningKey> keys, OnlineRole role) {
        return Objects.requireNonNull(keys.get(role), () -> "no online key for " + role);
    }
}
