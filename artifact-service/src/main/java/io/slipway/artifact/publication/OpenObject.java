package io.slipway.artifact.publication;

/**
 * A multipart upload that the object store has begun: invisible until it is completed.
 *
 * @param key where the object will be
 * @param session what the store calls the multipart upload
 */
public record OpenObject(ObjectKey key, String session) {}
