package io.slipway.engines;

import java.io.Serial;

/** An engine could not be started or stopped. The message is one sentence for the person at the terminal, followed by the end of the engine's log where there is one. */
public final class EngineFailedException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    public EngineFailedException(String message) {
        super(message);
    }

    public EngineFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
