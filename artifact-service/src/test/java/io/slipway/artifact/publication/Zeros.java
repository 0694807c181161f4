package io.slipway.artifact.publication;

import java.io.InputStream;

/** Bytes without end or memory. */
final class Zeros {

    private Zeros() {}

    /** A stream of so many zeros. */
    static InputStream of(long length) {
        return new InputStream() {
            private long left = length;

            @Override
            public int read() {
                return left-- > 0 ? 0 : -1;
            }

            @Override
            public int read(byte[] target, int offset, int wanted) {
                if (left <= 0) {
                    return -1;
                }
                int given = (int) Math.min(wanted, left);
                left -= given;
                return given;
            }
        };
    }
}
