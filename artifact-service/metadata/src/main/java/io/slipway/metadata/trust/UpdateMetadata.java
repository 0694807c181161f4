package io.slipway.metadata.trust;

import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

import io.slipway.metadata.key.SignatureVerifier;
import io.slipway.metadata.refusal.MetadataRefusedException;
import io.slipway.metadata.refusal.Refusal;
import io.slipway.metadata.role.MetadataFile;
import io.slipway.metadata.role.RoleName;
import io.slipway.metadata.role.Root;
import io.slipway.metadata.role.SignedMetadata;
import io.slipway.metadata.role.Snapshot;
import io.slipway.metadata.role.Targets;
import io.slipway.metadata.role.Timestamp;

/**
 * Brings a device's trusted metadata up to date: the client workflow of TUF 1.0, section 5, whose step numbers stand at the code.
 *
 * <p>May be called again after any failure. Blocks while it fetches; not for several threads at once on one store.
 */
public final class UpdateMetadata {

    private final MetadataFetcher fetcher;
    private final TrustedMetadataStore store;
    private final SignatureVerifier verifier;
    private final UpdateLimits limits;
    private final Clock clock;

    /**
     * @param store provisioned with a root
     * @param clock the device's time; one that is behind makes expired metadata look fresh, so it must not run behind the last time known
     */
    public UpdateMetadata(
            MetadataFetcher fetcher,
            TrustedMetadataStore store,
            SignatureVerifier verifier,
            UpdateLimits limits,
            Clock clock) {
        this.fetcher = fetcher;
        this.store = store;
        this.verifier = verifier;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Fetches what is new and checks everything.
     *
     * @return the repository as it may be believed from now on
     * @throws MetadataRefusedException if anything is not as it must be; what was trusted before stays trusted
     * @throws IOException if the repository or the store cannot be read or written
     */
    public TrustedRepository update() throws IOException {
        // 5.1 record the fixed update start time
        var cycle = new UpdateCycle(fetcher, store, verifier, limits, clock.instant());
        Root root = updateRoot(cycle, loadTrustedRoot(cycle));
        Timestamp timestamp = updateTimestamp(cycle, root);
        Snapshot snapshot = updateSnapshot(cycle, root, timestamp);
        var targetsUpdate = new TargetsUpdate(cycle, root, snapshot);
        // 5.6 update the targets role; 5.6.7 is the repository's search
        Targets targets = targetsUpdate.update(RoleName.TARGETS, root.authority(RoleName.TARGETS));
        return new TrustedRepository(root, timestamp, snapshot, targets, targetsUpdate, limits.roles());
    }

    /** 5.2 load trusted root metadata. */
    private Root loadTrustedRoot(UpdateCycle cycle) throws IOException {
        String file = RoleName.ROOT.fileName();
        byte[] bytes = store.load(RoleName.ROOT)
                .orElseThrow(() -> new MetadataRefusedException(new Refusal.NoTrustedRoot(file, "none")));
        try {
            Root claimed = Root.read(file, SignedMetadata.read(file, bytes).signed());
            return cycle.verified(file, bytes, claimed.authority(RoleName.ROOT), Root::read);
        } catch (MetadataRefusedException e) {
            throw new MetadataRefusedException(
                    new Refusal.NoTrustedRoot(file, e.refusal().actual()));
        }
    }

    /** 5.3 update the root role. */
    private Root updateRoot(UpdateCycle cycle, Root trusted) throws IOException {
        Root root = trusted;
        // 5.3.9 repeat, 5.3.3 at most so many times
        for (int i = 0; i < limits.rootRotations(); i++) {
            Optional<Root> next = nextRoot(cycle, root);
            if (next.isEmpty()) {
                break;
            }
            root = next.get();
        }
        // 5.3.10 check for a freeze attack
        cycle.requireFresh(RoleName.ROOT.fileName(root.version()), root);
        return root;
    }

    /** 5.3.2 to 5.3.8 for one version; empty if the trusted root is the latest. */
    private Optional<Root> nextRoot(UpdateCycle cycle, Root trusted) throws IOException {
        // 5.3.3 try downloading version N+1
        String file = RoleName.ROOT.fileName(trusted.version() + 1);
        Optional<byte[]> found = cycle.find(file, limits.rootBytes());
        if (found.isEmpty()) {
            return Optional.empty();
        }
        byte[] bytes = found.get();
        // 5.3.4 check for an arbitrary software attack: a threshold of the old keys, and of its own
        Root next = cycle.verified(file, bytes, trusted.authority(RoleName.ROOT), Root::read);
        cycle.verified(file, bytes, next.authority(RoleName.ROOT), Root::read);
        // 5.3.5 check for a rollback attack
        if (next.version() < trusted.version()) {
            throw new MetadataRefusedException(new Refusal.RolledBack(file, trusted.version(), next.version()));
        }
        if (next.version() == trusted.version()) {
            return Optional.empty();
        }
        cycle.requireVersion(file, trusted.version() + 1, next);
        // 5.3.7, 5.3.8 set and persist
        cycle.keep(RoleName.ROOT, bytes);
        // 5.3.11 recover from fast-forward attacks; at every step of the chain, so that keys that went and came back
        // are seen too
        if (rotated(RoleName.TIMESTAMP, trusted, next) || rotated(RoleName.SNAPSHOT, trusted, next)) {
            store.delete(RoleName.TIMESTAMP);
            store.delete(RoleName.SNAPSHOT);
        }
        return Optional.of(next);
    }

    private static boolean rotated(RoleName role, Root before, Root after) {
        return !before.authority(role)
                .keys()
                .keySet()
                .equals(after.authority(role).keys().keySet());
    }

    /** 5.4 update the timestamp role. */
    private Timestamp updateTimestamp(UpdateCycle cycle, Root root) throws IOException {
        String file = RoleName.TIMESTAMP.fileName();
        // 5.4.1 download, 5.4.2 check for an arbitrary software attack
        byte[] bytes = cycle.fetch(file, limits.timestampBytes());
        Timestamp fetched = cycle.verified(file, bytes, root.authority(RoleName.TIMESTAMP), Timestamp::read);
        Optional<Timestamp> stored =
                cycle.trusted(RoleName.TIMESTAMP, root.authority(RoleName.TIMESTAMP), Timestamp::read);
        if (stored.isPresent()) {
            Timestamp trusted = stored.get();
            // 5.4.3.1 check for a rollback attack; nothing is new if the version is the same
            if (fetched.version() < trusted.version()) {
                throw new MetadataRefusedException(new Refusal.RolledBack(file, trusted.version(), fetched.version()));
            }
            if (fetched.version() == trusted.version()) {
                cycle.requireFresh(file, trusted);
                return trusted;
            }
            // 5.4.3.2 nor may the snapshot go back
            long before = trusted.snapshot().version();
            if (fetched.snapshot().version() < before) {
                throw new MetadataRefusedException(new Refusal.RolledBack(
                        RoleName.SNAPSHOT.fileName(), before, fetched.snapshot().version()));
            }
        }
        // 5.4.4 check for a freeze attack
        cycle.requireFresh(file, fetched);
        // 5.4.5 persist
        cycle.keep(RoleName.TIMESTAMP, bytes);
        return fetched;
    }

    /** 5.5 update the snapshot role. */
    private Snapshot updateSnapshot(UpdateCycle cycle, Root root, Timestamp timestamp) throws IOException {
        MetadataFile listed = timestamp.snapshot();
        // 5.3.12 consistent snapshots as the root says
        String file =
                root.consistentSnapshot() ? RoleName.SNAPSHOT.fileName(listed.version()) : RoleName.SNAPSHOT.fileName();
        // 5.5.1 download, 5.5.2 check against the timestamp's length and hash
        byte[] bytes = cycle.storedOrFetched(RoleName.SNAPSHOT, file, listed, limits.snapshotBytes());
        // 5.5.3 check for an arbitrary software attack
        Snapshot snapshot = cycle.verified(file, bytes, root.authority(RoleName.SNAPSHOT), Snapshot::read);
        // 5.5.4 check against the timestamp's version
        cycle.requireVersion(file, listed.version(), snapshot);
        // 5.5.5 check for a rollback attack
        Optional<Snapshot> trusted =
                cycle.trusted(RoleName.SNAPSHOT, root.authority(RoleName.SNAPSHOT), Snapshot::read);
        if (trusted.isPresent()) {
            requireNothingWentBack(file, trusted.get(), snapshot);
        }
        // 5.5.6 check for a freeze attack
        cycle.requireFresh(file, snapshot);
        // 5.5.7 persist
        cycle.keep(RoleName.SNAPSHOT, bytes);
        return snapshot;
    }

    private static void requireNothingWentBack(String file, Snapshot trusted, Snapshot snapshot) {
        for (Map.Entry<RoleName, MetadataFile> before : trusted.files().entrySet()) {
            String role = before.getKey().fileName();
            MetadataFile after = snapshot.file(before.getKey())
                    .orElseThrow(() -> new MetadataRefusedException(new Refusal.RoleNotListed(file, role)));
            if (after.version() < before.getValue().version()) {
                throw new MetadataRefusedException(
                        new Refusal.RolledBack(role, before.getValue().version(), after.version()));
            }
        }
    }
}
