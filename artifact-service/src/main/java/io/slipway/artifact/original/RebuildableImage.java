package io.slipway.artifact.original;

import java.time.Instant;

import io.slipway.artifact.tenant.Tenant;
import io.slipway.metadata.target.Content;

/**
 * An image that was made from its full payload, read back from the object store, bit for bit.
 *
 * @param tenant whose it is
 * @param image its length and digest
 * @param payload the full payload
 * @param index the index at the payload's head
 * @param provenAt when it was made
 */
public record RebuildableImage(Tenant tenant, Content image, Content payload, Content index, Instant provenAt) {}
