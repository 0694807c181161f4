package io.slipway.artifact.repository;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import io.slipway.metadata.publication.RepositoryFile;
import io.slipway.metadata.publication.Revision;
import io.slipway.metadata.role.Target;

/**
 * A change of a repository that is ready to be committed.
 *
 * @param next the state after it
 * @param newFiles files that the state before does not have, in the order in which they are published; copied
 * @param renewAt when the next online signature has to be renewed
 * @param signedReleases drafts whose images are named from now on; copied
 * @param signedPayloads payloads that are named from now on; copied
 */
public record Amendment(
        Revision next,
        List<RepositoryFile> newFiles,
        Instant renewAt,
        Set<UUID> signedReleases,
        Set<Target> signedPayloads) {

    public Amendment {
        newFiles = List.copyOf(newFiles);
        signedReleases = Set.copyOf(signedReleases);
        signedPayloads = Set.copyOf(signedPayloads);
    }

    /** The same with releases that it signs. */
    Amendment signingReleases(Set<UUID> releases) {
        return new Amendment(next, newFiles, renewAt, releases, signedPayloads);
    }

    /** The same with payloads that it signs. */
    Amendment signingPayloads(Set<Target> payloads) {
        return new Amendment(next, newFiles, renewAt, signedReleases, payloads);
    }
}
