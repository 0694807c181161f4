package io.slipway.device.session;

/** Whether a certificate lets its holder in. */
public sealed interface Admission {

    /** The holder is this device. */
    record Admitted(CertifiedDevice device) implements Admission {}

    /** The certificate is not acceptable. */
    record Refused(Reason reason) implements Admission {}

    /** Whether the certificate is revoked is not known yet, because this instance has just started; ask again. */
    record NotYetKnown() implements Admission {}

    /** Why a certificate is not acceptable. */
    enum Reason {
        SUBJECT_MALFORMED(
                "certificate-subject-malformed", "The certificate's subject is not O=<tenant>, CN=<deviceId>."),
        NOT_OF_TENANT(
                "certificate-of-another-tenant", "The certificate was not signed by the authority of its tenant."),
        EXPIRED("certificate-expired", "The certificate is not valid at this time."),
        NOT_FOR_CLIENTS("certificate-not-for-clients", "The certificate is not for client authentication."),
        REVOKED("certificate-revoked", "The certificate was revoked by an operator.");

        private final String code;
        private final String sentence;

        Reason(String code, String sentence) {
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
}
