package io.slipway.standalone.operator;

import java.util.UUID;

/** A release whose images are in signed metadata. */
public record PublishedRelease(UUID id, String name, String version) {}
