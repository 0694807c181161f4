package io.slipway.artifact.repository.http;

import java.util.Set;
import java.util.UUID;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import io.slipway.artifact.problem.http.Problem;
import io.slipway.artifact.repository.RepositoryRefusal;
import io.slipway.artifact.repository.RepositoryRefusedException;
import io.slipway.artifact.signing.OnlineRole;
import io.slipway.metadata.key.KeyId;
import io.slipway.metadata.refusal.MetadataRefusedException;
import io.slipway.metadata.refusal.Refusal;
import io.slipway.metadata.role.TargetPath;

/** How refused metadata, and targets that cannot be had at present, look over HTTP. The types are the codes of the metadata's own refusals, and this service's. */
class RepositoryProblems {

    @ServerExceptionMapper
    Response refused(MetadataRefusedException refused) {
        Refusal refusal = refused.refusal();
        return Problem.of(Problem.UNPROCESSABLE, refusal.code(), "The metadata is refused", refusal.message())
                .toResponse();
    }

    @ServerExceptionMapper
    Response refused(RepositoryRefusedException refused) {
        return problem(refused.refusal()).toResponse();
    }

    @ServerExceptionMapper
    Response unavailable(TargetUnavailableException unavailable) {
        return unavailable.problem().toResponse();
    }

    private static HttpProblem problem(RepositoryRefusal refusal) {
        return switch (refusal) {
            case RepositoryRefusal.NotInitialised() ->
                Problem.of(
                        Status.NOT_FOUND,
                        "repository-not-initialised",
                        "There is no repository yet",
                        "Begin it with offline-signed root and targets: POST /api/v1/repository.");
            case RepositoryRefusal.AlreadyInitialised() ->
                Problem.of(
                        Status.CONFLICT,
                        "repository-initialised",
                        "There is a repository",
                        "Submit new metadata with PUT /api/v1/repository/targets or /root.");
            case RepositoryRefusal.Contended() ->
                Problem.begin(
                                Status.SERVICE_UNAVAILABLE,
                                "repository-contended",
                                "The repository is changed by others all the time",
                                "Nothing was changed. Try again.")
                        .withHeader("Retry-After", 1)
                        .build();
            case RepositoryRefusal.NoConsistentSnapshots() ->
                refused("root-no-consistent-snapshots", "The root has to ask for consistent snapshots.");
            case RepositoryRefusal.OnlineKeyMissing(OnlineRole role, KeyId expected) ->
                refused(
                        "online-key-missing",
                        "The role " + role.roleName() + " needs threshold 1 and the key " + expected
                                + ", see /api/v1/repository/online-keys.");
            case RepositoryRefusal.WrongDelegation(String detail) ->
                refused("targets-wrong-delegation", "Delegations of targets: " + detail + ".");
            case RepositoryRefusal.TargetsOrphaned() ->
                refused(
                        "root-orphans-targets",
                        "The present targets metadata is not valid under the new root. Submit targets metadata that is signed"
                                + " by the old and the new keys first.");
            case RepositoryRefusal.TargetDropped(TargetPath path) ->
                refused("target-dropped", "Target " + path + " is missing, but its release is not withdrawn.");
            case RepositoryRefusal.TargetChanged(TargetPath path) ->
                refused("target-changed", "Target " + path + " is not as it was. A release never changes.");
            case RepositoryRefusal.NoDraft(TargetPath path, UUID release) ->
                refused(
                        "target-without-draft",
                        "Target " + path + " is of release " + release + ", which is no draft here.");
            case RepositoryRefusal.NoImageOfRelease(TargetPath path, UUID release) ->
                refused(
                        "target-mismatch",
                        "Target " + path + " is not as release " + release
                                + " says: path, sha256, length, device types and format have to agree.");
            case RepositoryRefusal.ReleaseIncomplete(UUID release, Set<TargetPath> missing) ->
                refused("release-incomplete", "Release " + release + " also needs the targets " + missing + ".");
        };
    }

    private static HttpProblem refused(String code, String detail) {
        return Problem.of(Problem.UNPROCESSABLE, code, "The metadata is refused", detail);
    }
}
