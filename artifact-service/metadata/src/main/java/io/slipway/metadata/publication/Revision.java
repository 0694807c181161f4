package io.slipway.metadata.publication;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.slipway.metadata.role.Snapshot;
import io.slipway.metadata.role.Timestamp;

/**
 * A complete state of a repository that devices can fetch.
 *
 * @param contents what it says
 * @param snapshot binds the targets metadata together
 * @param timestamp names the snapshot
 */
public record Revision(RepositoryContents contents, SignedRole<Snapshot> snapshot, SignedRole<Timestamp> timestamp) {

    /**
     * All files in the order in which they must be stored: who sees the last one, {@code timestamp.json}, finds all others. All but the last are
     * immutable, so storing one again changes nothing.
     */
    public List<RepositoryFile> files() {
        return roles().stream()
                .map(r -> new RepositoryFile(r.fileName(), r.bytes()))
                .toList();
    }

    /** Those of {@link #files()} that the earlier revision does not have. */
    public List<RepositoryFile> filesSince(Revision earlier) {
        Set<SignedRole<?>> known = earlier.roles().stream().collect(Collectors.toSet());
        return roles().stream()
                .filter(r -> !known.contains(r))
                .map(r -> new RepositoryFile(r.fileName(), r.bytes()))
                .toList();
    }

    private List<SignedRole<?>> roles() {
        List<SignedRole<?>> roles = new ArrayList<>();
        roles.add(contents.root());
        roles.addAll(contents.delegated().values());
        roles.add(contents.targets());
        roles.add(snapshot);
        roles.add(timestamp);
        return roles;
    }
}
