package io.slipway.device.session;

/** Says that a message did not reach the broker, or that nobody knows. It may be sent again. */
public final class BrokerUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param detail why */
    public BrokerUnavailableException(String detail) {
        super(detail);
    }

    /** @param detail why */
    public BrokerUnavailableException(String detail, Throwable cause) {
        super(detail, cause);
    }
}
