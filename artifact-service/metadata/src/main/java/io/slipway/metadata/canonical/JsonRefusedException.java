package io.slipway.metadata.canonical;

/** Bytes that are not the JSON that was expected. The message says what was expected, what was found and where; it never repeats long input. */
public final class JsonRefusedException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final JsonFault fault;

    JsonRefusedException(JsonFault fault, String message) {
        super(message);
        this.fault = fault;
    }

    /** The kind of fault. */
    public JsonFault fault() {
        return fault;
    }
}
