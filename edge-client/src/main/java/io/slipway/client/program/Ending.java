package io.slipway.client.program;

/** How a run of a program ended. */
public sealed interface Ending {

    /**
     * By itself.
     *
     * @param code 128 and more mostly mean a signal
     * @param lastWords the end of what it wrote, on one line, at most 200 bytes; empty if it wrote nothing
     */
    record Exited(int code, String lastWords) implements Ending {}

    /** It was killed, with all that it had started, because its time was up. */
    record TimedOut() implements Ending {}

    /** @param why the system's words */
    record NotStarted(String why) implements Ending {}
}
