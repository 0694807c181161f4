package io.slipway.standalone.signing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;

import io.slipway.metadata.key.SigningKey;
import io.slipway.metadata.publication.SignedRole;
import io.slipway.metadata.role.Authority;
import io.slipway.metadata.role.Role;
import io.slipway.metadata.role.RoleName;
import io.slipway.metadata.role.Root;
import io.slipway.metadata.role.Target;
import io.slipway.metadata.role.Targets;
import io.slipway.metadata.target.PayloadTarget;

/** Makes and signs the metadata of the offline roles. Pure but for the clock. */
public final class SignMetadata {

    private static final Duration ROOT_LIFE = Duration.ofDays(365);
    private static final Duration TARGETS_LIFE = Duration.ofDays(120);

    private final Clock clock;

    public SignMetadata(Clock clock) {
        this.clock = clock;
    }

    /** The first root of a repository. */
    public SignedRole<Root> firstRoot(OfflineKeys keys, OnlinePublicKeys online) {
        Root root = Root.first(
                in(ROOT_LIFE),
                Authority.of(keys.root().verificationKey()),
                Authority.of(keys.targets().verificationKey()),
                Authority.of(online.snapshot()),
                Authority.of(online.timestamp()));
        return sign(RoleName.ROOT, root, List.of(keys.root()));
    }

    /** The first targets metadata: no image yet, and the delegation of payloads to the online key. */
    public SignedRole<Targets> firstTargets(OfflineKeys keys, OnlinePublicKeys online) {
        Targets targets =
                Targets.first(in(TARGETS_LIFE), List.of(PayloadTarget.delegation(Authority.of(online.payloads()))));
        return sign(RoleName.TARGETS, targets, List.of(keys.targets()));
    }

    /** The targets metadata after {@code current}, with these images added. */
    public SignedRole<Targets> withImages(OfflineKeys keys, Targets current, Collection<Target> images) {
        return sign(RoleName.TARGETS, current.with(images, in(TARGETS_LIFE)), List.of(keys.targets()));
    }

    /** The root after {@code current}, valid for longer, by the same keys. */
    public SignedRole<Root> renewedRoot(OfflineKeys keys, Root current) {
        return sign(RoleName.ROOT, current.renewed(in(ROOT_LIFE)), List.of(keys.root()));
    }

    /** The root after {@code current} with another root key: signed by the old one and the new one (TUF 1.0 section 6.1). */
    public SignedRole<Root> rotatedRoot(SigningKey old, SigningKey successor, Root current) {
        Root rotated = current.rotated(RoleName.ROOT, Authority.of(successor.verificationKey()), in(ROOT_LIFE));
        return sign(RoleName.ROOT, rotated, List.of(old, successor));
    }

    private static <R extends Role> SignedRole<R> sign(RoleName name, R role, List<SigningKey> keys) {
        return SignedRole.sign(name, role, keys);
    }

    private Instant in(Duration life) {
        return clock.instant().plus(life).truncatedTo(ChronoUnit.SECONDS);
    }
}
