package io.slipway.device.report;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Where one deployment stands on the device ({@code docs/contracts/events/Report.schema.json}).
 *
 * @param reason why it ended so; with the states that have one, and only with them
 * @param progress how far it is; only while downloading or installing
 * @param bytesDownloaded how many bytes the device has fetched for it
 */
public record DeploymentReport(
        long sequence,
        UUID deploymentId,
        DeploymentState state,
        Optional<Reason> reason,
        Optional<Progress> progress,
        OptionalLong bytesDownloaded,
        Instant occurredAt,
        Optional<String> traceparent)
        implements Report {

    public DeploymentReport {
        Report.requireSequence(sequence);
        if (reason.isPresent() != state.hasReason()) {
            throw new IllegalArgumentException(
                    "reason: expected " + (state.hasReason() ? "one" : "none") + " with the state " + state.word());
        }
        if (progress.isPresent() && !state.mayHaveProgress()) {
            throw new IllegalArgumentException("progress: expected none with the state " + state.word());
        }
        if (bytesDownloaded.isPresent() && bytesDownloaded.getAsLong() < 0) {
            throw new IllegalArgumentException("bytesDownloaded: expected at least 0");
        }
    }

    /**
     * Why a deployment ended as it did.
     *
     * @param code a stable word of {@code docs/errors.md}
     * @param detail what was expected and what came
     */
    public record Reason(String code, String detail) {

        private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9-]{0,63}");

        public Reason {
            if (!CODE.matcher(code).matches()) {
                throw new IllegalArgumentException("reason.code: expected 1 to 64 of a-z, 0-9 and '-'");
            }
        }
    }

    /** Bytes of the target that are written, of how many. */
    public record Progress(long done, long total) {

        public Progress {
            if (done < 0 || total < 1) {
                throw new IllegalArgumentException("progress: expected done of at least 0 and total of at least 1");
            }
        }
    }
}
