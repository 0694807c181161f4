package io.slipway.metadata.publication;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.slipway.metadata.key.SigningKey;
import io.slipway.metadata.refusal.MetadataRefusedException;
import io.slipway.metadata.role.MetadataFile;
import io.slipway.metadata.role.RoleName;
import io.slipway.metadata.role.SignedMetadata;
import io.slipway.metadata.role.Snapshot;
import io.slipway.metadata.role.Timestamp;

/** Binds contents into revisions with the online snapshot and timestamp keys. Stateless but for the keys; thread-safe if they are. */
public final class RevisionSigner {

    private final List<SigningKey> snapshotKeys;
    private final List<SigningKey> timestampKeys;
    private final Duration snapshotValidity;
    private final Duration timestampValidity;
    private final Clock clock;

    /**
     * @param snapshotKeys enough for the threshold that the root sets
     * @param timestampKeys enough for the threshold that the root sets
     * @param snapshotValidity how long a snapshot is trusted
     * @param timestampValidity how long a timestamp is trusted, and so how long devices can be kept from seeing a newer one
     */
    public RevisionSigner(
            Collection<? extends SigningKey> snapshotKeys,
            Collection<? extends SigningKey> timestampKeys,
            Duration snapshotValidity,
            Duration timestampValidity,
            Clock clock) {
        this.snapshotKeys = List.copyOf(snapshotKeys);
        this.timestampKeys = List.copyOf(timestampKeys);
        this.snapshotValidity = snapshotValidity;
        this.timestampValidity = timestampValidity;
        this.clock = clock;
    }

    /**
     * The first revision of a repository.
     *
     * @throws MetadataRefusedException if a file is beyond what devices read
     */
    public Revision first(RepositoryContents contents) {
        return revision(contents, 1, 1);
    }

    /**
     * The revision after the current one, with other contents and a new snapshot and timestamp.
     *
     * @throws IllegalArgumentException if a role went back or away, which devices would take for an attack and refuse
     * @throws MetadataRefusedException if a file is beyond what devices read
     */
    public Revision next(Revision current, RepositoryContents contents) {
        requireForward(current.contents().root(), contents.root());
        requireForward(current.contents().targets(), contents.targets());
        current.contents().delegated().forEach((name, before) -> {
            SignedRole<?> after = contents.delegated().get(name);
            if (after == null) {
                throw new IllegalArgumentException("delegated roles: expected " + name + " to stay, found none");
            }
            requireForward(before, after);
        });
        return revision(
                contents,
                current.snapshot().role().version() + 1,
                current.timestamp().role().version() + 1);
    }

    /** The same contents and snapshot under a new timestamp, to be called well before the current timestamp expires. */
    public Revision refreshed(Revision current) {
        return new Revision(
                current.contents(),
                current.snapshot(),
                timestamp(current.snapshot(), current.timestamp().role().version() + 1));
    }

    private static void requireForward(SignedRole<?> before, SignedRole<?> after) {
        if (after.role().version() < before.role().version()) {
            throw new IllegalArgumentException("version of " + after.name() + ": expected at least "
                    + before.role().version() + ", found " + after.role().version());
        }
    }

    /** Publishing a file that is too large would stop every device. */
    private static void requireReadable(SignedRole<?> role) {
        SignedMetadata.read(role.fileName(), role.bytes());
    }

    private Revision revision(RepositoryContents contents, long snapshotVersion, long timestampVersion) {
        requireReadable(contents.targets());
        contents.delegated().values().forEach(RevisionSigner::requireReadable);
        Map<RoleName, MetadataFile> files = new TreeMap<>();
        files.put(RoleName.TARGETS, contents.targets().file());
        contents.delegated().forEach((name, role) -> files.put(name, role.file()));
        SignedRole<Snapshot> snapshot = SignedRole.sign(
                RoleName.SNAPSHOT, new Snapshot(snapshotVersion, expiryAfter(snapshotValidity), files), snapshotKeys);
        return new Revision(contents, snapshot, timestamp(snapshot, timestampVersion));
    }

    private SignedRole<Timestamp> timestamp(SignedRole<Snapshot> snapshot, long version) {
        return SignedRole.sign(
                RoleName.TIMESTAMP,
                new Timestamp(version, expiryAfter(timestampValidity), snapshot.file()),
                timestampKeys);
    }

    private Instant expiryAfter(Duration validity) {
        return clock.instant().plus(validity).truncatedTo(ChronoUnit.SECONDS);
    }
}
