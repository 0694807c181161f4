package io.slipway.device.download;

/** Where a payload is. */
public sealed interface Whereabouts {

    /**
     * In the object store.
     *
     * @param length its bytes
     */
    record Present(long length) implements Whereabouts {}

    /** Removed from the object store, and to be made again: it comes back. */
    record Cold() implements Whereabouts {}

    /** Nowhere. */
    record Absent() implements Whereabouts {}
}
