package io.slipway.payload.script;

/** Thrown where an authentic script contradicts the format. */
public final class UndecodableScriptException extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param message what is wrong, in a few words */
    public UndecodableScriptException(String message) {
        super(message);
    }

    /** @param message what is wrong, in a few words */
    public UndecodableScriptException(String message, Throwable cause) {
        super(message, cause);
    }
}
