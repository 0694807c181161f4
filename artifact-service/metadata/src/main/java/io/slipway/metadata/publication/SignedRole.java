package io.slipway.metadata.publication;

import java.util.Collection;

import io.slipway.metadata.key.SignatureVerifier;
import io.slipway.metadata.key.SigningKey;
import io.slipway.metadata.role.Authority;
import io.slipway.metadata.role.MetadataFile;
import io.slipway.metadata.role.Role;
import io.slipway.metadata.role.RoleName;
import io.slipway.metadata.role.Root;
import io.slipway.metadata.role.SignedMetadata;
import io.slipway.metadata.role.Snapshot;
import io.slipway.metadata.role.Targets;
import io.slipway.metadata.role.Timestamp;

/**
 * A role together with the file that says it. Whether the signatures are by the right keys is only known after {@link #verifiedBy}.
 *
 * @param name the role's name
 * @param role what the file says
 * @param metadata the file
 */
public record SignedRole<R extends Role>(RoleName name, R role, SignedMetadata metadata) {

    /** Signs a role with each of the keys; none gives a file to be signed elsewhere. */
    public static <R extends Role> SignedRole<R> sign(RoleName name, R role, Collection<? extends SigningKey> keys) {
        return new SignedRole<>(name, role, SignedMetadata.sign(role, keys));
    }

    /**
     * Reads a root file.
     *
     * @throws io.slipway.metadata.refusal.MetadataRefusedException if it is none
     */
    public static SignedRole<Root> readRoot(byte[] file) {
        SignedMetadata metadata = SignedMetadata.read(RoleName.ROOT.fileName(), file);
        Root root = Root.read(RoleName.ROOT.fileName(), metadata.signed());
        return new SignedRole<>(RoleName.ROOT, root, metadata);
    }

    /**
     * Reads a file of targets or of a delegated role.
     *
     * @throws io.slipway.metadata.refusal.MetadataRefusedException if it is none
     */
    public static SignedRole<Targets> readTargets(RoleName name, byte[] file) {
        SignedMetadata metadata = SignedMetadata.read(name.fileName(), file);
        return new SignedRole<>(name, Targets.read(name.fileName(), metadata.signed()), metadata);
    }

    /**
     * Reads a snapshot file.
     *
     * @throws io.slipway.metadata.refusal.MetadataRefusedException if it is none
     */
    public static SignedRole<Snapshot> readSnapshot(byte[] file) {
        SignedMetadata metadata = SignedMetadata.read(RoleName.SNAPSHOT.fileName(), file);
        Snapshot snapshot = Snapshot.read(RoleName.SNAPSHOT.fileName(), metadata.signed());
        return new SignedRole<>(RoleName.SNAPSHOT, snapshot, metadata);
    }

    /**
     * Reads a timestamp file.
     *
     * @throws io.slipway.metadata.refusal.MetadataRefusedException if it is none
     */
    public static SignedRole<Timestamp> readTimestamp(byte[] file) {
        SignedMetadata metadata = SignedMetadata.read(RoleName.TIMESTAMP.fileName(), file);
        Timestamp timestamp = Timestamp.read(RoleName.TIMESTAMP.fileName(), metadata.signed());
        return new SignedRole<>(RoleName.TIMESTAMP, timestamp, metadata);
    }

    /** The same role with this key's signature added. */
    public SignedRole<R> signedBy(SigningKey key) {
        return new SignedRole<>(name, role, metadata.signedBy(key));
    }

    /**
     * Checks the signatures.
     *
     * @return this
     * @throws io.slipway.metadata.refusal.MetadataRefusedException if fewer keys than the threshold signed
     */
    public SignedRole<R> verifiedBy(Authority authority, SignatureVerifier verifier) {
        authority.verify(fileName(), metadata, verifier);
        return this;
    }

    /** The file's name in a repository with consistent snapshots. */
    public String fileName() {
        return name.equals(RoleName.TIMESTAMP) ? name.fileName() : name.fileName(role.version());
    }

    /** The file's content. */
    public byte[] bytes() {
        return metadata.bytes();
    }

    /** What a snapshot or timestamp says about this file. */
    public MetadataFile file() {
        return MetadataFile.of(role.version(), bytes());
    }
}
