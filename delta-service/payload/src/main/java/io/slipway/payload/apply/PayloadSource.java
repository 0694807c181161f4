package io.slipway.payload.apply;

import java.io.IOException;
import java.io.InputStream;

/**
 * Where the bytes of a payload come from: a file, an HTTP server, a neighbour. Nothing it delivers is trusted.
 *
 * <p>A broken connection is an {@link IOException} of {@link #open} or of the stream; the stream ends only where the payload ends. A stream that comes to
 * an orderly end too early is refused as truncated. A source that can only go forward may throw for an offset behind what it has delivered.
 */
public interface PayloadSource {

    /**
     * The payload from {@code offset} on. At most one stream is open at a time; the caller closes it, often before its end.
     *
     * @param offset bytes from the payload's first byte, inside the payload
     */
    InputStream open(long offset) throws IOException;
}
