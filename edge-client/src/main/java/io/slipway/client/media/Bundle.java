package io.slipway.client.media;

import java.util.List;
import java.util.regex.Pattern;

import io.slipway.client.link.Command.Component;
import io.slipway.client.link.Command.Release;

/**
 * What a bundle says of itself. It is not signed, and worth as little as a command: what may be installed is decided by the signed metadata beside it.
 *
 * @param id SHA-256 of the table of contents, 64 hexadecimal digits: the same for the same content
 * @param release as a command names it
 * @param components as a command names them, at least one
 * @param files every file of metadata and every payload
 */
public record Bundle(String id, Release release, List<Component> components, List<File> files) {

    public Bundle {
        components = List.copyOf(components);
        files = List.copyOf(files);
        if (components.isEmpty()) {
            throw new IllegalArgumentException("a bundle has at least one component");
        }
    }

    /**
     * A file of the bundle.
     *
     * @param path {@code metadata/NAME.json} or {@code payloads/SHA256}
     * @param length in bytes
     */
    public record File(String path, long length) {

        private static final Pattern FORM =
                Pattern.compile("metadata/([1-9][0-9]{0,17}\\.)?[a-z][a-z0-9-]{0,63}\\.json|payloads/[0-9a-f]{64}");

        public File {
            if (!FORM.matcher(path).matches()) {
                throw new IllegalArgumentException("a file has another name than metadata and payloads have");
            }
            if (length < 1) {
                throw new IllegalArgumentException(path + " has " + length + " bytes");
            }
        }
    }
}
