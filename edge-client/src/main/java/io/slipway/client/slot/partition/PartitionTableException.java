package io.slipway.client.slot.partition;

import java.io.IOException;

/** A partition table is damaged or makes no sense; the message is a sentence without the disk's name. */
public final class PartitionTableException extends IOException {

    private static final long serialVersionUID = 1L;

    public PartitionTableException(String message) {
        super(message);
    }
}
