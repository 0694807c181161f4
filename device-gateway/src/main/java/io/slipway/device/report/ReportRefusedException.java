package io.slipway.device.report;

/** Thrown for bytes that are no report, and for a report that is not taken; the message tells the device's developer what is wrong. */
public final class ReportRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Cause cause;

    /** @param detail what was expected and what came, without the values of the report */
    public ReportRefusedException(Cause cause, String detail) {
        super(detail);
        this.cause = cause;
    }

    /** The kind of fault. */
    public Cause kind() {
        return cause;
    }

    /** The kinds of fault: the label of the metric. */
    public enum Cause {
        TOO_LARGE("report-too-large"),
        MALFORMED("report-malformed"),
        DEVICE_REVOKED("device-revoked");

        private final String code;

        Cause(String code) {
            this.code = code;
        }

        /** The stable word of the problem type and the metric. */
        public String code() {
            return code;
        }
    }
}
