package io.slipway.client.slot.verity;

import java.io.IOException;

/** A slot gets no hash tree, or the one that it has is not good; the message is a sentence without the slot's name. */
public final class VerityRefusedException extends IOException {

    private static final long serialVersionUID = 1L;

    public VerityRefusedException(String message) {
        super(message);
    }
}
