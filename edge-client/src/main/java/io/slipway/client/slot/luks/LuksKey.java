package io.slipway.client.slot.luks;

import java.nio.file.Path;

/** Where the key of a LUKS volume comes from. */
public sealed interface LuksKey {

    /** The content of a file, all of it. */
    record KeyFile(Path file) implements LuksKey {}

    /**
     * What a command writes to its standard output, all of it, at most 64 KiB.
     *
     * @param command run by {@code /bin/sh -c}
     */
    record KeyCommand(String command) implements LuksKey {}

    /** A token in the volume's header that cryptsetup knows how to use, for example {@code systemd-tpm2}. */
    record Token() implements LuksKey {}
}
