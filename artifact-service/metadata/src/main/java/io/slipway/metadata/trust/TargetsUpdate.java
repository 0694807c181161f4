package io.slipway.metadata.trust;

import java.io.IOException;

import io.slipway.metadata.refusal.MetadataRefusedException;
import io.slipway.metadata.refusal.Refusal;
import io.slipway.metadata.role.Authority;
import io.slipway.metadata.role.MetadataFile;
import io.slipway.metadata.role.RoleName;
import io.slipway.metadata.role.Root;
import io.slipway.metadata.role.Snapshot;
import io.slipway.metadata.role.Targets;

/** Brings targets metadata, top-level or delegated, to the version that the trusted snapshot lists (TUF 5.6.1 to 5.6.6). */
final class TargetsUpdate {

    private final UpdateCycle cycle;
    private final Root root;
    private final Snapshot snapshot;

    TargetsUpdate(UpdateCycle cycle, Root root, Snapshot snapshot) {
        this.cycle = cycle;
        this.root = root;
        this.snapshot = snapshot;
    }

    Targets update(RoleName role, Authority authority) throws IOException {
        MetadataFile listed = snapshot.file(role)
                .orElseThrow(() -> new MetadataRefusedException(
                        new Refusal.RoleNotListed(RoleName.SNAPSHOT.fileName(snapshot.version()), role.fileName())));
        String file = root.consistentSnapshot() ? role.fileName(listed.version()) : role.fileName();
        // 5.6.1 download, 5.6.2 check against the snapshot's length and hash
        byte[] bytes = cycle.storedOrFetched(role, file, listed, cycle.limits().targetsBytes());
        // 5.6.3 check for an arbitrary software attack
        Targets targets = cycle.verified(file, bytes, authority, Targets::read);
        // 5.6.4 check against the snapshot's version
        cycle.requireVersion(file, listed.version(), targets);
        // 5.6.5 check for a freeze attack
        cycle.requireFresh(file, targets);
        // 5.6.6 persist
        cycle.keep(role, bytes);
        return targets;
    }
}
