package io.slipway.artifact.repository.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.slipway.metadata.digest.Sha256;
import io.slipway.metadata.role.TargetPath;

/**
 * The name of a target's file in a repository with consistent snapshots: the digest stands before the last segment (TUF 1.0 section 5.7.3, python-tuf) or before
 * the whole path (sigstore-java).
 *
 * @param path the target
 * @param digest of its content
 */
record TargetFile(TargetPath path, Sha256 digest) {

    private static final Pattern FORM = Pattern.compile("((?:[^/]+/)*?)([0-9a-f]{64})\\.([^/].*)");

    /** Reads a name; empty if it is none. */
    static Optional<TargetFile> read(String name) {
        Matcher form = FORM.matcher(name);
        if (!form.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new TargetFile(new TargetPath(form.group(1) + form.group(3)), new Sha256(form.group(2))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
