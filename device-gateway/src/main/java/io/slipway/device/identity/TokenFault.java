package io.slipway.device.identity;

/** Why a token does not let a device enrol. */
public enum TokenFault {
    UNKNOWN("token-unknown", "There is no such enrolment token."),
    REVOKED("token-revoked", "The enrolment token was revoked by an operator."),
    EXPIRED("token-expired", "The enrolment token has expired."),
    USED_UP("token-used-up", "The enrolment token has been used as often as it may."),
    FOR_ANOTHER_DEVICE("token-for-another-device", "The enrolment token is for another device id."),
    FOR_ANOTHER_TYPE("token-for-another-type", "The enrolment token is for another device type.");

    private final String code;
    private final String sentence;

    TokenFault(String code, String sentence) {
        this.code = code;
        this.sentence = sentence;
    }

    /** The stable word of the problem type. */
    public String code() {
        return code;
    }

    /** One sentence for a person. */
    public String sentence() {
        return sentence;
    }
}
