package io.slipway.artifact.repository.http;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;

import io.slipway.artifact.problem.http.Problem;
import io.slipway.metadata.digest.Sha256;

/** A target cannot be had at present. Nothing is wrong that a person would have to read of in the log. */
final class TargetUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient HttpProblem problem;

    private TargetUnavailableException(HttpProblem problem) {
        super(problem.getDetail());
        this.problem = problem;
    }

    static TargetUnavailableException busy() {
        return after(
                30,
                "target-busy",
                "The image is made from its payload, as others are",
                "As many images are made at present as may be at once. Try again later.");
    }

    /** @param payload digest of what is cold */
    static TargetUnavailableException cold(Sha256 payload) {
        return after(
                300,
                "target-cold",
                "The target is not kept ready",
                "The payload " + payload + " was removed, because nobody had wanted it for long, and can be made again."
                        + " Have delta-service do so (POST /api/v1/payload-jobs/{id}/warm), and try again some minutes later.");
    }

    private static TargetUnavailableException after(int seconds, String code, String title, String detail) {
        return new TargetUnavailableException(Problem.begin(Status.SERVICE_UNAVAILABLE, code, title, detail)
                .withHeader("Retry-After", seconds)
                .build());
    }

    HttpProblem problem() {
        return problem;
    }
}
