package io.slipway.standalone.operator.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

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

    /** The file of the private key of this name. */
    Path file(DataDirectory data, String name) {
        return directory(data).resolve(name + ".pem");
    }

    Path root(DataDirectory data) {
        return file(data, "root");
    }

    Path targets(DataDirectory data) {
        return file(data, "targets");
    }

    /** Metadata that was verified last, beside the keys that signed it. */
    Path trusted(DataDirectory data) {
        return directory(data).resolve("trusted");
    }

    OfflineKeys open(DataDirectory data) throws IOException {
        return open(data, passphrase());
    }

    OfflineKeys open(DataDirectory data, char[] passphrase) throws IOException {
        SigningKey root = KeyFile.read(root(data), passphrase);
        return new OfflineKeys(root, KeyFile.read(targets(data), passphrase));
    }

    /** The passphrase that opens existing keys. */
    char[] passphrase() throws IOException {
        return given().orElseGet(() -> typed("Passphrase of the offline keys: "));
    }

    /** The passphrase for new keys, which a person types twice. */
    char[] newPassphrase() throws IOException {
        Optional<char[]> given = given();
        if (given.isPresent()) {
            return given.get();
        }
        char[] first = typed("New passphrase for the offline keys: ");
        if (!Arrays.equals(first, typed("The same again: "))) {
            throw new StandaloneException("The two passphrases differ, so no key was made.");
        }
        return first;
    }

    private Optional<char[]> given() throws IOException {
        if (passphraseFile == null) {
            return Optional.ofNullable(System.getenv("SLIPWAY_KEY_PASSPHRASE")).map(String::toCharArray);
        }
        try (Stream<String> lines = Files.lines(passphraseFile)) {
            String first = lines.findFirst()
                    .orElseThrow(() -> new StandaloneException("The passphrase file " + passphraseFile + " is empty."));
            return Optional.of(first.toCharArray());
        }
    }

    private static char[] typed(String prompt) {
        Console console = System.console();
        char[] typed = console == null || !console.isTerminal() ? null : console.readPassword(prompt);
        if (typed == null) {
            throw new StandaloneException(
                    "There is no passphrase for the offline keys: use --passphrase-file, SLIPWAY_KEY_PASSPHRASE or a terminal.");
        }
        return typed;
    }
}
