package io.slipway.client.media;

import java.io.IOException;

import io.slipway.metadata.target.Content;
import io.slipway.metadata.trust.MetadataFetcher;
import io.slipway.payload.apply.PayloadSource;

/** Local media with a bundle. It need not be trusted, may be pulled out at any moment and may come back. Calls block, each for a limited time. */
public interface Medium {

    /**
     * The table of contents.
     *
     * @throws MediaRefusedException if there is no bundle, a file is missing or has another length, or anything beside them is no regular file
     * @throws IOException if the medium cannot be read
     */
    Bundle bundle() throws IOException;

    /** Signed metadata; no file is there that the medium does not have while it is plugged in. */
    MetadataFetcher metadata();

    /** The bytes of a payload. Each {@code open} is one attempt; it is refused for good if the medium is there without the payload. */
    PayloadSource payload(Content payload);

    /**
     * Writes a result beside the earlier ones; it is on the medium when this returns.
     *
     * @throws IOException if it cannot be written, for example because the medium is write-protected or holds too many
     */
    void write(String deviceId, byte[] result) throws IOException;
}
