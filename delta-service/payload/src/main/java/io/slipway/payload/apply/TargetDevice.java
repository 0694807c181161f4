package io.slipway.payload.apply;

import java.io.IOException;

/** A slot, disk or file that an image is written to and read back from. */
public interface TargetDevice extends WritableTarget, ReadableTarget {

    @Override
    long capacity() throws IOException;
}
