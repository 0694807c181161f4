package io.slipway.standalone.operator.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import io.slipway.metadata.key.SigningKey;
import io.slipway.standalone.StandaloneException;
import io.slipway.standalone.platform.DataDirectory;
import io.slipway.standalone.signing.OfflineKeys;
import io.slipway.standalone.signing.bouncycastle.KeyFile;

/** The options that say where the offline keys are and what opens them. */
final class KeyOptions {

    @Option(
            names = "--keys",
            paramLabel = "DIRECTORY",
            description =
                    "Where the offline keys are; best on a medium that is not always attached. Default: keys in the data directory.")
    private @Nullable Path directory;

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description =
                    "File whose first line is the passphrase. Without it, SLIPWAY_KEY_PASSPHRASE or the terminal is asked.")
    private @Nullable Path passphraseFile;

    Path directory(DataDirectory data) {
        return directory == null ? data.keys() : directory;
    }

    Path root(DataDirectory data) {
        return directory(data).resolve("root.pem");
    }

    Path targets(DataDirectory data) {
        return directory(data).resolve("targets.pem");
    }

    /** Metadata that was verified last, beside the keys that signed it. */
    Path trusted(DataDirectory data) {
        return directory(data).resolve("trusted");
    }

    OfflineKeys open(DataDirectory data) throws IOException {
        char[] passphrase = passphrase();
        SigningKey root = KeyFile.read(root(data), passphrase);
        return new OfflineKeys(root, KeyFile.read(targets(data), passphrase));
    }

    char[] passphrase() throws IOException {
        if (passphraseFile != null) {
            return Files.readAllLines(passphraseFile).stream()
                    .findFirst()
                    .orElseThrow(() -> new StandaloneException(passphraseFile + " is empty."))
                    .toCharArray();
        }
        String variable = System.getenv("SLIPWAY_KEY_PASSPHRASE");
        if (variable != null) {
            return variable.toCharArray();
        }
        Console console = System.console();
        char[] typed = console == null || !console.isTerminal()
                ? null
                : console.readPassword("Passphrase of the offline keys: ");
        if (typed == null) {
            throw new StandaloneException(
                    "There is no passphrase for the offline keys: use --passphrase-file, SLIPWAY_KEY_PASSPHRASE or a terminal.");
        }
        return typed;
    }
}
