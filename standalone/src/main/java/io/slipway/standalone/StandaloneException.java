package io.slipway.standalone;

import java.io.Serial;

/** Something that the person at the terminal has to know or mend. The message is one clear sentence; {@link Main} prints it and ends with a code other than zero. */
public final class StandaloneException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    public StandaloneException(String message) {
        super(message);
    }

    public StandaloneException(String message, Throwable cause) {
        super(message, cause);
    }
}
