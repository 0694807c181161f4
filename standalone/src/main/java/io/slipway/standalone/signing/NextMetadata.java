package io.slipway.standalone.signing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.slipway.metadata.role.Authority;
import io.slipway.metadata.role.Delegation;
import io.slipway.metadata.role.RoleName;
import io.slipway.metadata.role.Root;
import io.slipway.metadata.role.Target;
import io.slipway.metadata.role.Targets;
import io.slipway.metadata.target.PayloadTarget;

/** Makes the next metadata of the offline roles, to be signed. Pure but for the clock. */
public final class NextMetadata {

    private static final Duration ROOT_LIFE = Duration.ofDays(365);
    private static final Duration TARGETS_LIFE = Duration.ofDays(120);

    private final Clock clock;

    public NextMetadata(Clock clock) {
        this.clock = clock;
    }

    /** The first root of a repository. */
    public Root firstRoot(Authority root, Authority targets, OnlinePublicKeys online) {
        return Root.first(
                in(ROOT_LIFE), root, targets, Authority.of(online.snapshot()), Authority.of(online.timestamp()));
    }

    /**
     * The root after {@code current}, valid for longer, with the online keys of now.
     *
     * @param root who signs roots from now on; empty: as before
     * @param targets who signs targets from now on; empty: as before
     */
    public Root root(Root current, Optional<Authority> root, Optional<Authority> targets, OnlinePublicKeys online) {
        Map<RoleName, Authority> authorities = new TreeMap<>(current.authorities());
        root.ifPresent(keys -> authorities.put(RoleName.ROOT, keys));
        targets.ifPresent(keys -> authorities.put(RoleName.TARGETS, keys));
        authorities.put(RoleName.SNAPSHOT, Authority.of(online.snapshot()));
        authorities.put(RoleName.TIMESTAMP, Authority.of(online.timestamp()));
        return new Root(current.version() + 1, in(ROOT_LIFE), current.consistentSnapshot(), authorities);
    }

    /** The first targets metadata: no image yet, and the delegation of payloads to the online key. */
    public Targets firstTargets(OnlinePublicKeys online) {
        return Targets.first(in(TARGETS_LIFE), delegation(online));
    }

    /** The targets metadata after {@code current}, valid for longer, with the same images and the online key of now. */
    public Targets targets(Targets current, OnlinePublicKeys online) {
        return current.delegating(delegation(online), in(TARGETS_LIFE));
    }

    /** The targets metadata after {@code current}, with these images added. */
    public Targets withImages(Targets current, Collection<Target> images) {
        return current.with(images, in(TARGETS_LIFE));
    }

    private static List<Delegation> delegation(OnlinePublicKeys online) {
        return List.of(PayloadTarget.delegation(Authority.of(online.payloads())));
    }

    private Instant in(Duration life) {
        return clock.instant().plus(life).truncatedTo(ChronoUnit.SECONDS);
    }
}
