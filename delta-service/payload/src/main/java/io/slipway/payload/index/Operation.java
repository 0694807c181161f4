package io.slipway.payload.index;

/**
 * How the bytes of one target range come about.
 *
 * <p>Version 1 knows these two. Codes 2 to 4 (COPY, PATCH, REPACK) are reserved for payloads with a source image and are refused.
 */
public sealed interface Operation {

    /** The range consists of zero bytes; nothing travels. */
    record Zero() implements Operation {}

    /**
     * The range is the content of a blob.
     *
     * @param codec how the blob holds the content
     * @param blobOffset where the blob starts, in bytes from the payload's first byte
     * @param blobLength bytes of the blob, 1 to the range's length
     */
    record Data(Codec codec, long blobOffset, int blobLength) implements Operation {}

    /** How a blob holds its content. */
    enum Codec {
        /** As it is: the range did not become smaller. */
        RAW(PayloadFormat.CODEC_RAW),
        /** One Zstandard frame (RFC 8878). */
        ZSTD(PayloadFormat.CODEC_ZSTD);

        private final int code;

        Codec(int code) {
            this.code = code;
        }

        int code() {
            return code;
        }
    }
}
