package io.slipway.metadata.publication;

/**
 * A file to store.
 *
 * @param name for example {@code 3.snapshot.json}
 * @param content its bytes; not copied, not to be changed
 */
public record RepositoryFile(String name, byte[] content) {}
