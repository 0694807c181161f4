package io.slipway.artifact.publication.http;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.Response.StatusType;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

import io.slipway.artifact.problem.http.Problem;
import io.slipway.artifact.publication.UploadRefusal;
import io.slipway.artifact.publication.UploadRefusedException;
import io.slipway.metadata.digest.Sha256;

/** How refused uploads look over HTTP. */
@Provider
public class UploadProblems implements ExceptionMapper<UploadRefusedException> {

    @Override
    public Response toResponse(UploadRefusedException refused) {
        return problem(refused.refusal()).toResponse();
    }

    private static HttpProblem problem(UploadRefusal refusal) {
        return switch (refusal) {
            case UploadRefusal.Empty() ->
                Problem.of(
                        Problem.UNPROCESSABLE,
                        "upload-empty",
                        "There is nothing to store",
                        "The artifact has no bytes.");
            case UploadRefusal.TooLarge(long most) ->
                Problem.of(
                        Status.REQUEST_ENTITY_TOO_LARGE,
                        "upload-too-large",
                        "The artifact is too large",
                        "An artifact may have at most " + most + " bytes here (slipway.artifact.upload.most-bytes).");
            case UploadRefusal.Truncated(long expected, long received) ->
                Problem.of(
                        Problem.UNPROCESSABLE,
                        "upload-truncated",
                        "The upload is not complete",
                        "Expected " + expected + " bytes, only " + received + " are stored. Send the rest.");
            case UploadRefusal.BrokenOff() ->
                Problem.of(
                        Problem.UNPROCESSABLE,
                        "upload-truncated",
                        "The upload is not complete",
                        "The request broke off before the end of the artifact. Nothing was stored; upload again.");
            case UploadRefusal.TooShort(long expected, long received) ->
                Problem.of(
                        Problem.UNPROCESSABLE,
                        "upload-truncated",
                        "The upload is not complete",
                        "The upload was announced with " + expected + " bytes, and only " + received
                                + " came. Nothing was stored; upload again.");
            case UploadRefusal.TooLong(long expected) ->
                Problem.of(
                        Problem.UNPROCESSABLE,
                        "upload-too-long",
                        "More bytes came than were announced",
                        "The upload was announced with " + expected + " bytes.");
            case UploadRefusal.WrongDigest(Sha256 expected, Sha256 actual) ->
                Problem.of(
                        Problem.UNPROCESSABLE,
                        "upload-wrong-digest",
                        "The bytes have another digest",
                        "Declared sha256 " + expected + ", received " + actual + ". Nothing was stored; upload again.");
            case UploadRefusal.Unknown() ->
                Problem.of(
                        Status.NOT_FOUND,
                        "upload-unknown",
                        "There is no such upload",
                        "It was never begun, was abandoned, or has expired. Begin a new one.");
            case UploadRefusal.Busy() ->
                retry(
                        Problem.LOCKED,
                        "upload-busy",
                        "The upload is in use",
                        "Another request is working on this upload. Try again in a moment.",
                        1);
            case UploadRefusal.WrongOffset(long current) ->
                Problem.begin(
                                Status.CONFLICT,
                                "upload-wrong-offset",
                                "The upload goes on elsewhere",
                                "Go on at offset " + current + ".")
                        .withHeader(UploadResource.OFFSET, current)
                        .build();
            case UploadRefusal.AlreadyComplete(Sha256 digest) ->
                Problem.of(
                        Status.CONFLICT,
                        "upload-complete",
                        "The upload is complete",
                        "It has become the artifact " + digest + ".");
            case UploadRefusal.NoMemory() ->
                retry(
                        Status.SERVICE_UNAVAILABLE,
                        "uploads-too-many",
                        "Too many uploads are under way",
                        "Try again when others have finished.",
                        10);
            case UploadRefusal.Malformed(String detail) ->
                Problem.of(Status.BAD_REQUEST, "upload-malformed", "The form cannot be read", detail);
        };
    }

    private static HttpProblem retry(StatusType status, String code, String title, String detail, int seconds) {
        return Problem.begin(status, code, title, detail)
                .withHeader("Retry-After", seconds)
                .build();
    }
}
