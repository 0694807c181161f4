package io.slipway.metadata.trust;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.slipway.metadata.refusal.MetadataRefusedException;
import io.slipway.metadata.refusal.Refusal;
import io.slipway.metadata.role.Delegation;
import io.slipway.metadata.role.RoleName;
import io.slipway.metadata.role.Root;
import io.slipway.metadata.role.Snapshot;
import io.slipway.metadata.role.Target;
import io.slipway.metadata.role.TargetPath;
import io.slipway.metadata.role.Targets;
import io.slipway.metadata.role.Timestamp;
import io.slipway.metadata.target.ImageTarget;
import io.slipway.metadata.target.PayloadTarget;

/**
 * A repository whose metadata was checked from the root down, as of one update. Targets are looked up in it; metadata of delegated roles is fetched
 * and checked at the first look-up that needs it. Not thread-safe.
 */
public final class TrustedRepository {

    private final Root root;
    private final Timestamp timestamp;
    private final Snapshot snapshot;
    private final Targets targets;
    private final TargetsUpdate targetsUpdate;
    private final int maxRoles;
    private final Map<Delegation, Targets> delegated = new HashMap<>();

    TrustedRepository(
            Root root,
            Timestamp timestamp,
            Snapshot snapshot,
            Targets targets,
            TargetsUpdate targetsUpdate,
            int maxRoles) {
        this.root = root;
        this.timestamp = timestamp;
        this.snapshot = snapshot;
        this.targets = targets;
        this.targetsUpdate = targetsUpdate;
        this.maxRoles = maxRoles;
    }

    /** The trusted root. */
    public Root root() {
        return root;
    }

    /** The trusted timestamp. */
    public Timestamp timestamp() {
        return timestamp;
    }

    /** The trusted snapshot. */
    public Snapshot snapshot() {
        return snapshot;
    }

    /** The trusted top-level targets, signed offline. */
    public Targets targets() {
        return targets;
    }

    /**
     * The image of this name. Only the offline-signed top-level targets are believed: no delegated role can name what a device may boot.
     *
     * @throws MetadataRefusedException with {@code TargetMissing} or {@code TargetMalformed}
     */
    public ImageTarget image(TargetPath path) {
        return ImageTarget.read(targets.target(path).orElseThrow(() -> missing(path)));
    }

    /**
     * The update payload of this name, searched for with delegations.
     *
     * @throws MetadataRefusedException with {@code TargetMissing} or {@code TargetMalformed}, or if the metadata of a delegated role is refused
     * @throws IOException if metadata of a delegated role cannot be fetched or kept
     */
    public PayloadTarget payload(TargetPath path) throws IOException {
        return PayloadTarget.read(target(path));
    }

    /**
     * The update payload of this name, if there is one: not every delta exists.
     *
     * @throws MetadataRefusedException as {@link #payload}, but not with {@code TargetMissing}
     * @throws IOException as {@link #payload}
     */
    public Optional<PayloadTarget> findPayload(TargetPath path) throws IOException {
        try {
            return Optional.of(payload(path));
        } catch (MetadataRefusedException e) {
            if (e.refusal() instanceof Refusal.TargetMissing) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * The target of this name: pre-order depth-first search, beginning with the top-level targets (TUF 5.6.7).
     *
     * @throws MetadataRefusedException with {@code TargetMissing} if no role that may speak for it names it (5.7.2), or if the metadata of a delegated
     *     role is refused
     * @throws IOException if metadata of a delegated role cannot be fetched or kept
     */
    public Target target(TargetPath path) throws IOException {
        Set<RoleName> visited = new HashSet<>(Set.of(RoleName.TARGETS));
        return search(path, targets, visited).orElseThrow(() -> missing(path));
    }

    private Optional<Target> search(TargetPath path, Targets role, Set<RoleName> visited) throws IOException {
        Optional<Target> here = role.target(path);
        if (here.isPresent()) {
            return here;
        }
        // 5.6.7.2 in order of appearance; the path is covered by every delegation on the way
        for (Delegation delegation : role.delegations()) {
            if (!delegation.covers(path)) {
                continue;
            }
            // 5.6.7.1 no role twice, and not too many
            if (visited.add(delegation.role())) {
                if (visited.size() > maxRoles + 1) {
                    throw new MetadataRefusedException(new Refusal.TooManyDelegations(path.value(), maxRoles));
                }
                Optional<Target> found = search(path, delegatedTargets(delegation), visited);
                if (found.isPresent()) {
                    return found;
                }
            }
            // 5.6.7.2.1 after a terminating delegation nobody else is asked
            if (delegation.terminating()) {
                throw missing(path);
            }
        }
        return Optional.empty();
    }

    private Targets delegatedTargets(Delegation delegation) throws IOException {
        Targets known = delegated.get(delegation);
        if (known != null) {
            return known;
        }
        Targets updated = targetsUpdate.update(delegation.role(), delegation.authority());
        delegated.put(delegation, updated);
        return updated;
    }

    private static MetadataRefusedException missing(TargetPath path) {
        return new MetadataRefusedException(new Refusal.TargetMissing(path.value()));
    }
}
