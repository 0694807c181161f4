package io.slipway.standalone.operator.cli;

import picocli.CommandLine.Option;

/** The option that asks for an answer that programs read. */
final class JsonOption {

    @Option(names = "--json", description = "Prints the service's answer as JSON.")
    private boolean wanted;

    boolean isWanted() {
        return wanted;
    }
}
