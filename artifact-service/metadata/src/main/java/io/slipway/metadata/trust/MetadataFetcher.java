package io.slipway.metadata.trust;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Opens metadata files of a repository, wherever it is. What comes need not be trusted: the workflow bounds and checks every byte. */
@FunctionalInterface
public interface MetadataFetcher {

    /**
     * Opens a file.
     *
     * @param fileName for example {@code timestamp.json} or {@code 3.targets.json}; letters, digits, {@code . -} only
     * @param maxLength more bytes than this will never be read, so more need not be transferred
     * @return the content, which the caller closes; empty if the repository has no such file
     * @throws IOException if the repository cannot be reached or stops answering; limits on time are the implementation's
     */
    Optional<InputStream> open(String fileName, long maxLength) throws IOException;
}
