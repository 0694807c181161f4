package io.slipway.client.hook;

import java.nio.file.Path;

/** Something that lies where hooks are looked for. */
public sealed interface HookEntry {

    Path file();

    /** A program to be run. */
    record Hook(Path file) implements HookEntry {}

    /**
     * Nothing that was meant to run.
     *
     * @param why as the rest of a sentence that begins with the file
     */
    record Ignored(Path file, String why) implements HookEntry {}

    /**
     * What others than root and the client's user could have put there, or somewhere else.
     *
     * @param why as the rest of a sentence that begins with the file
     */
    record Unsafe(Path file, String why) implements HookEntry {}
}
