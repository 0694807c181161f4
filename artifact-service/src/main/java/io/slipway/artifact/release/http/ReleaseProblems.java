package io.slipway.artifact.release.http;

import java.util.UUID;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

import io.slipway.artifact.problem.http.Problem;
import io.slipway.artifact.release.ReleaseRefusal;
import io.slipway.artifact.release.ReleaseRefusedException;
import io.slipway.metadata.digest.Sha256;

/** How refused wishes about releases look over HTTP. */
@Provider
public class ReleaseProblems implements ExceptionMapper<ReleaseRefusedException> {

    @Override
    public Response toResponse(ReleaseRefusedException refused) {
        var problem =
                switch (refused.refusal()) {
                    case ReleaseRefusal.Malformed(String detail) ->
                        Problem.of(
                                Status.BAD_REQUEST,
                                "release-malformed",
                                "The release is not described in a form that is taken",
                                detail);
                    case ReleaseRefusal.UnknownArtifact(String component, Sha256 digest) ->
                        Problem.of(
                                Problem.UNPROCESSABLE,
                                "release-artifact-unknown",
                                "A component's artifact is not there",
                                "Component " + component + " names " + digest + ". Publish the artifact first.");
                    case ReleaseRefusal.Duplicate(String name, String version) ->
                        Problem.of(
                                Status.CONFLICT,
                                "release-duplicate",
                                "There is a release of this name and version",
                                "Release " + name + " " + version + " exists. A release never changes; choose"
                                        + " another version.");
                    case ReleaseRefusal.Unknown(UUID id) ->
                        Problem.of(
                                Status.NOT_FOUND,
                                "release-unknown",
                                "There is no such release",
                                "No release has the id " + id + ".");
                };
        return problem.toResponse();
    }
}
