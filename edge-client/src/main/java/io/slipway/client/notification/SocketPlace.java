package io.slipway.client.notification;

import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/**
 * Where the socket for local programs is, and who may connect: whoever may write to it.
 *
 * @param group its group, or empty for that of the client
 */
public record SocketPlace(Path path, Set<PosixFilePermission> mode, String group) {

    public SocketPlace {
        mode = Set.copyOf(mode);
    }
}
