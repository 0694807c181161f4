package io.slipway.artifact.publication.http;

import java.net.URI;

import jakarta.ws.rs.core.Response;

import io.slipway.artifact.publication.Artifact;
import io.slipway.artifact.publication.PublicationResult;

/** What the client gets when its bytes were taken. */
final class PublicationAnswers {

    private PublicationAnswers() {}

    static Response of(PublicationResult result) {
        return switch (result) {
            case PublicationResult.Published(Artifact artifact) ->
                Response.created(location(artifact))
                        .entity(ArtifactView.of(artifact))
                        .build();
            case PublicationResult.AlreadyPublished(Artifact artifact) -> existing(artifact);
        };
    }

    static Response existing(Artifact artifact) {
        return Response.ok(ArtifactView.of(artifact))
                .header("Content-Location", location(artifact))
                .build();
    }

    private static URI location(Artifact artifact) {
        return URI.create("/api/v1/artifacts/" + artifact.digest().hex());
    }
}
