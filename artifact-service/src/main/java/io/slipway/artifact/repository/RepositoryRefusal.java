package io.slipway.artifact.repository;

import java.util.Set;
import java.util.UUID;

import io.slipway.artifact.signing.OnlineRole;
import io.slipway.metadata.key.KeyId;
import io.slipway.metadata.role.TargetPath;

/** Why correctly signed metadata is not taken all the same. Nothing is changed by what is refused. */
public sealed interface RepositoryRefusal {

    /** The tenant has no repository yet. */
    record NotInitialised() implements RepositoryRefusal {}

    /** The tenant has a repository already. */
    record AlreadyInitialised() implements RepositoryRefusal {}

    /** Others changed the repository at the same time, several times over. */
    record Contended() implements RepositoryRefusal {}

    /** The root does not ask for consistent snapshots. */
    record NoConsistentSnapshots() implements RepositoryRefusal {}

    /** The role must be signable by this service's key alone. */
    record OnlineKeyMissing(OnlineRole role, KeyId expected) implements RepositoryRefusal {}

    /** Targets must delegate payloads, and nothing else, in the form of docs/contracts/README.md. */
    record WrongDelegation(String detail) implements RepositoryRefusal {}

    /** The present targets metadata is not signed as the new root asks: it has to be submitted with the new signatures first. */
    record TargetsOrphaned() implements RepositoryRefusal {}

    /** A target went away although its release is not withdrawn. */
    record TargetDropped(TargetPath path) implements RepositoryRefusal {}

    /** A target has changed; releases never change. */
    record TargetChanged(TargetPath path) implements RepositoryRefusal {}

    /** A target belongs to a release that is not a draft of this tenant. */
    record NoDraft(TargetPath path, UUID release) implements RepositoryRefusal {}

    /** A target is not one of its release's images, by path, digest, length, device types or format. */
    record NoImageOfRelease(TargetPath path, UUID release) implements RepositoryRefusal {}

    /** Some images of a release are named and others are not. */
    record ReleaseIncomplete(UUID release, Set<TargetPath> missing) implements RepositoryRefusal {
        public ReleaseIncomplete {
            missing = Set.copyOf(missing);
        }
    }
}
