package io.slipway.metadata.publication;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.slipway.metadata.role.Delegation;
import io.slipway.metadata.role.RoleName;
import io.slipway.metadata.role.Root;
import io.slipway.metadata.role.Targets;

/**
 * What a repository says, before a snapshot and a timestamp bind it together.
 *
 * @param root the root
 * @param targets the top-level targets
 * @param delegated exactly one file for each role that the top-level targets delegate to; copied
 */
public record RepositoryContents(
        SignedRole<Root> root, SignedRole<Targets> targets, Map<RoleName, SignedRole<Targets>> delegated) {

    public RepositoryContents {
        delegated = Collections.unmodifiableMap(new TreeMap<>(delegated));
        Set<RoleName> expected =
                targets.role().delegations().stream().map(Delegation::role).collect(Collectors.toSet());
        if (!expected.equals(delegated.keySet())) {
            throw new IllegalArgumentException(
                    "delegated roles: expected " + expected + ", found " + delegated.keySet());
        }
    }

    /** The same with another root. */
    public RepositoryContents withRoot(SignedRole<Root> changed) {
        return new RepositoryContents(changed, targets, delegated);
    }

    /** The same with other top-level targets, which delegate to the same roles. */
    public RepositoryContents withTargets(SignedRole<Targets> changed) {
        return new RepositoryContents(root, changed, delegated);
    }

    /** The same with another file of a delegated role. */
    public RepositoryContents withDelegated(SignedRole<Targets> changed) {
        Map<RoleName, SignedRole<Targets>> all = new TreeMap<>(delegated);
        all.put(changed.name(), changed);
        return new RepositoryContents(root, targets, all);
    }
}
