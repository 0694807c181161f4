package io.slipway.artifact.publication;

/**
 * A piece of an upload that the object store has acknowledged.
 *
 * @param number position in the object, from 1
 * @param length in bytes
 * @param tag what the store calls it (ETag)
 */
public record Part(int number, int length, String tag) {

    /** The most parts that S3 puts together to one object. */
    public static final int MOST = 10_000;

    public Part {
        if (number < 1 || number > MOST || length < 1) {
            throw new IllegalArgumentException("part: expected number 1 to " + MOST + " and a length of at least 1");
        }
    }
}
