package io.slipway.standalone.operator.cli;

import picocli.CommandLine.Option;

/** The option that says why a person does something. */
final class ReasonOption {

    @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = "Why, for the record.")
    private String text = "";

    String text() {
        return text;
    }
}
