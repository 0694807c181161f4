package io.slipway.metadata.canonical;

/**
 * What a reader accepts at most. All limits are checked before memory is taken for what they limit.
 *
 * @param maxBytes length of the document in bytes
 * @param maxDepth containers within containers; {@code []} has depth 1
 * @param maxStringLength UTF-16 units of one string or member name, after escapes are resolved
 * @param maxValues values in the whole document, containers included
 */
public record JsonLimits(int maxBytes, int maxDepth, int maxStringLength, int maxValues) {

    /** For signed metadata: 4 MiB, about 10 000 targets, which a device reads with a heap of 48 MiB. */
    public static final JsonLimits METADATA = new JsonLimits(4 << 20, 16, 4096, 200_000);

    /** For one message or answer between device and server: 1 MiB. */
    public static final JsonLimits MESSAGE = new JsonLimits(1 << 20, 16, 16 << 10, 20_000);

    public JsonLimits {
        if (maxBytes < 1 || maxDepth < 1 || maxDepth > 256 || maxStringLength < 1 || maxValues < 1) {
            throw new IllegalArgumentException("expected limits above zero and a depth up to 256");
        }
    }
}
