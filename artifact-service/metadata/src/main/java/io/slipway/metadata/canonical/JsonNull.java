package io.slipway.metadata.canonical;

/** The value {@code null}. The formats of Slipway leave a member out instead; it is read so that a foreign document can be refused precisely. */
public record JsonNull() implements JsonValue {}
