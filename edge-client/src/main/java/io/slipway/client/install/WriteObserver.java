package io.slipway.client.install;

import java.util.Optional;

/** Accompanies the writing of an image, on the thread that writes. */
public interface WriteObserver {

    /** Why writing should stop now, if it should. Asked whenever bytes of a payload have come, on the thread that reads them too. */
    Optional<String> stopReason();

    /** Another range was written, perhaps not yet durably. */
    void written(long imageBytes, long payloadBytes);

    /** Bytes of the image did not come out of the delta and were taken from the full payload. */
    void healed(long offset, int length);

    /** Everything up to {@code position} survives a loss of power. To be journalled. */
    void durable(Position position);
}
