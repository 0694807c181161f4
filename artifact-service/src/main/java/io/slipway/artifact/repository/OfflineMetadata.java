package io.slipway.artifact.repository;

import java.time.Clock;
import java.util.List;

import io.slipway.artifact.signing.OnlineKeys;
import io.slipway.artifact.signing.OnlineRole;
import io.slipway.metadata.key.KeyId;
import io.slipway.metadata.key.SignatureVerifier;
import io.slipway.metadata.publication.SignedRole;
import io.slipway.metadata.refusal.MetadataRefusedException;
import io.slipway.metadata.refusal.Refusal;
import io.slipway.metadata.role.Authority;
import io.slipway.metadata.role.Delegation;
import io.slipway.metadata.role.Role;
import io.slipway.metadata.role.RoleName;
import io.slipway.metadata.role.Root;
import io.slipway.metadata.role.Targets;
import io.slipway.metadata.target.PayloadTarget;

/** Checks metadata that was signed offline, before anything of it is believed: signatures, version, expiry, and that this service can do its part. */
public final class OfflineMetadata {

    private final SignatureVerifier verifier;
    private final Clock clock;

    public OfflineMetadata(SignatureVerifier verifier, Clock clock) {
        this.verifier = verifier;
        this.clock = clock;
    }

    /** A repository's first root, which vouches for itself: the operator brings it, and devices are provisioned with it. */
    SignedRole<Root> firstRoot(byte[] file, OnlineKeys keys) {
        SignedRole<Root> root = SignedRole.readRoot(file);
        return acceptable(root, root.role(), 1, keys);
    }

    /** The root after {@code current}: signed by a threshold of the present root keys and of its own (TUF 1.0 section 6.1). */
    SignedRole<Root> nextRoot(byte[] file, SignedRole<Root> current, OnlineKeys keys) {
        SignedRole<Root> root = SignedRole.readRoot(file);
        return acceptable(root, current.role(), current.role().version() + 1, keys);
    }

    /** Targets metadata of this version under this root. */
    SignedRole<Targets> targets(byte[] file, Root root, long version, OnlineKeys keys) {
        SignedRole<Targets> targets =
                SignedRole.readTargets(RoleName.TARGETS, file).verifiedBy(root.authority(RoleName.TARGETS), verifier);
        requireVersion(targets, version);
        requireFresh(targets);
        requireDelegation(targets.role(), keys);
        return targets;
    }

    /** Whether the targets metadata is signed as this root asks. */
    boolean isSignedUnder(SignedRole<Targets> targets, Root root) {
        try {
            targets.verifiedBy(root.authority(RoleName.TARGETS), verifier);
            return true;
        } catch (MetadataRefusedException e) {
            return false;
        }
    }

    private SignedRole<Root> acceptable(SignedRole<Root> root, Root trusted, long version, OnlineKeys keys) {
        root.verifiedBy(trusted.authority(RoleName.ROOT), verifier)
                .verifiedBy(root.role().authority(RoleName.ROOT), verifier);
        requireVersion(root, version);
        requireFresh(root);
        if (!root.role().consistentSnapshot()) {
            throw new RepositoryRefusedException(new RepositoryRefusal.NoConsistentSnapshots());
        }
        for (OnlineRole role : List.of(OnlineRole.SNAPSHOT, OnlineRole.TIMESTAMP)) {
            requireOnlineKey(role, root.role().authority(role.roleName()), keys);
        }
        return root;
    }

    private static void requireDelegation(Targets targets, OnlineKeys keys) {
        List<Delegation> delegations = targets.delegations();
        if (delegations.size() != 1) {
            throw wrongDelegation("expected one delegation, found " + delegations.size());
        }
        Delegation delegation = delegations.getFirst();
        if (!delegation.equals(PayloadTarget.delegation(delegation.authority()))) {
            throw wrongDelegation("expected the terminating delegation of payloads/*/* to payloads, found another");
        }
        requireOnlineKey(OnlineRole.PAYLOADS, delegation.authority(), keys);
    }

    private static RepositoryRefusedException wrongDelegation(String detail) {
        return new RepositoryRefusedException(new RepositoryRefusal.WrongDelegation(detail));
    }

    private static void requireOnlineKey(OnlineRole role, Authority authority, OnlineKeys keys) {
        KeyId expected = keys.of(role).verificationKey().id();
        if (authority.threshold() != 1 || !authority.keys().containsKey(expected)) {
            throw new RepositoryRefusedException(new RepositoryRefusal.OnlineKeyMissing(role, expected));
        }
    }

    private static void requireVersion(SignedRole<? extends Role> role, long expected) {
        if (role.role().version() != expected) {
            throw new MetadataRefusedException(new Refusal.WrongVersion(
                    role.name().fileName(), expected, role.role().version()));
        }
    }

    private void requireFresh(SignedRole<? extends Role> role) {
        if (!role.role().expires().isAfter(clock.instant())) {
            throw new MetadataRefusedException(
                    new Refusal.Expired(role.name().fileName(), role.role().expires(), clock.instant()));
        }
    }
}
