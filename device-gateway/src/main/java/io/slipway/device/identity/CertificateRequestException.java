package io.slipway.device.identity;

/** Thrown for a certificate request that is malformed, has a key of an unsupported kind, or does not prove possession of its key. */
public final class CertificateRequestException extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param detail one sentence for the sender */
    public CertificateRequestException(String detail) {
        super(detail);
    }

    /** @param detail one sentence for the sender */
    public CertificateRequestException(String detail, Throwable cause) {
        super(detail, cause);
    }
}
