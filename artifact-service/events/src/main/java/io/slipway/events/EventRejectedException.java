package io.slipway.events;

/**
 * Thrown by a consumer for an event that can never be processed, however often it is tried: it goes to the dead-letter topic with this reason.
 *
 * <p>Not for what may pass (a database that is away): that is any other exception, and is tried again.
 */
public final class EventRejectedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;

    /**
     * @param code a stable word with hyphens
     * @param detail one sentence for a person
     */
    public EventRejectedException(String code, String detail) {
        super(detail);
        this.code = code;
    }

    /** The stable word for the reason. */
    public String code() {
        return code;
    }
}
