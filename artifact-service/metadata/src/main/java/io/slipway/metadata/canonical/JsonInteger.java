package io.slipway.metadata.canonical;

/**
 * A JSON number that is a signed 64-bit integer, the only kind of number that is read or written here.
 *
 * @param value the number
 */
public record JsonInteger(long value) implements JsonValue {}
