package io.slipway.client.install;

/**
 * How much of an image lies in the slot and survives a loss of power.
 *
 * @param ranges of the payload, counted from its beginning
 * @param imageBytes the same in bytes of the image
 * @param payloadBytes payload bytes that this took
 */
public record Position(int ranges, long imageBytes, long payloadBytes) {

    public static final Position START = new Position(0, 0, 0);

    public Position {
        if (ranges < 0 || imageBytes < 0 || payloadBytes < 0) {
            throw new IllegalArgumentException("A position counts from zero");
        }
    }
}
