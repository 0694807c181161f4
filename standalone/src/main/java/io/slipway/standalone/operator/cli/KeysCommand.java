package io.slipway.standalone.operator.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import io.slipway.metadata.key.SigningKey;
import io.slipway.metadata.key.VerificationKey;
import io.slipway.standalone.StandaloneException;
import io.slipway.standalone.cli.DataOption;
import io.slipway.standalone.operator.file.PublicKeyFile;
import io.slipway.standalone.operator.http.RenewRepository;
import io.slipway.standalone.platform.ServiceName;
import io.slipway.standalone.signing.OfflineKeys;
import io.slipway.standalone.signing.bouncycastle.KeyFile;

/** {@code keys}: the offline keys of one person, and the repository that they speak for. */
@Command(
        name = "keys",
        description =
                "The offline keys: create, show and replace them, begin the repository with them, renew what they signed.",
        footer = {
            "%nThese commands want all keys on one machine that reaches artifact-service. Where the keys never touch a"
                    + " network, or several people hold them, see ./slipway ceremony and docs/operations.md."
        },
        mixinStandardHelpOptions = true)
public final class KeysCommand {

    private static final int SHORT_ID = 16;

    @Command(
            name = "create",
            description = {
                "Makes keys, encrypted with a passphrase: NAME.pem, and its public half NAME.pub. Existing keys are never overwritten."
            },
            mixinStandardHelpOptions = true)
    int create(
            @Mixin DataOption data,
            @Mixin KeyOptions keys,
            @Mixin KindOption kind,
            @Parameters(
                            paramLabel = "NAME",
                            arity = "0..*",
                            description =
                                    "Names of the keys. Default: root and targets, which is what one person needs.")
                    @Nullable
                    List<String> names)
            throws IOException {
        List<Path> files = (names == null ? List.of("root", "targets") : names)
                .stream().map(name -> keys.file(data.data(), name)).toList();
        files.forEach(KeyFile::requireAbsent);
        char[] passphrase = keys.newPassphrase();
        for (Path file : files) {
            show(file, write(file, kind.generate(), passphrase));
        }
        return 0;
    }

    @Command(
            name = "show",
            description = "Shows which keys there are; needs no passphrase.",
            mixinStandardHelpOptions = true)
    int show(@Mixin DataOption data, @Mixin KeyOptions keys) throws IOException {
        Path directory = keys.directory(data.data());
        List<Path> files = List.of();
        if (Files.isDirectory(directory)) {
            try (Stream<Path> all = Files.list(directory)) {
                files = all.filter(file -> file.toString().endsWith(".pub"))
                        .sorted()
                        .toList();
            }
        }
        if (files.isEmpty()) {
            throw new StandaloneException("There are no keys in " + directory + "; ./slipway keys create makes some.");
        }
        for (Path file : files) {
            show(file, PublicKeyFile.read(file));
        }
        return 0;
    }

    @Command(
            name = "init-repository",
            description =
                    "Begins the signed repository with the root and the targets key, and writes the root that devices are provisioned with.",
            mixinStandardHelpOptions = true)
    int initialise(
            @Mixin ServiceOptions services,
            @Mixin KeyOptions keys,
            @Option(
                            names = "--root-out",
                            paramLabel = "FILE",
                            defaultValue = "root.json",
                            description = "Where to write the root. Default: root.json.")
                    Path rootOut)
            throws IOException {
        byte[] root = ReleaseCommand.publisher(services, keys).ensureRepository(keys.open(services.data()));
        Files.write(rootOut, root);
        System.out.println("The repository stands; provision devices with " + rootOut + ".");
        return 0;
    }

    @Command(
            name = "renew",
            description = {
                "Signs root and targets again, with the same keys: they end after 365 and 120 days.",
                "Also names the online keys that artifact-service has now, after these were replaced."
            },
            mixinStandardHelpOptions = true)
    int renew(@Mixin ServiceOptions services, @Mixin KeyOptions keys) throws IOException {
        repository(services, keys).renew(keys.open(services.data()));
        System.out.println("Root and targets are signed anew.");
        return 0;
    }

    @Command(
            name = "rotate-root",
            description =
                    "Replaces the root key by a new one: the old and the new key sign the next root. May be repeated if it fails.",
            mixinStandardHelpOptions = true)
    int rotateRoot(@Mixin ServiceOptions services, @Mixin KeyOptions keys, @Mixin KindOption kind) throws IOException {
        char[] passphrase = keys.passphrase();
        SigningKey old = KeyFile.read(keys.root(services.data()), passphrase);
        SigningKey successor = successor(keys.root(services.data()), kind, passphrase);
        repository(services, keys).rotateRoot(old, successor);
        replace(keys.root(services.data()), old, successor);
        return 0;
    }

    @Command(
            name = "rotate-targets",
            description =
                    "Replaces the targets key by a new one: the old and the new key sign the next targets, the root key the next root. May be repeated if it fails.",
            mixinStandardHelpOptions = true)
    int rotateTargets(@Mixin ServiceOptions services, @Mixin KeyOptions keys, @Mixin KindOption kind)
            throws IOException {
        char[] passphrase = keys.passphrase();
        OfflineKeys old = keys.open(services.data(), passphrase);
        SigningKey successor = successor(keys.targets(services.data()), kind, passphrase);
        repository(services, keys).rotateTargets(old, successor);
        replace(keys.targets(services.data()), old.targets(), successor);
        return 0;
    }

    private static RenewRepository repository(ServiceOptions services, KeyOptions keys) {
        return new RenewRepository(
                services.client(ServiceName.ARTIFACT), keys.trusted(services.data()), Clock.systemUTC());
    }

    private static Path next(Path file) {
        return file.resolveSibling(file.getFileName().toString().replace(".pem", ".next.pem"));
    }

    /** The key that is to come; one from an attempt that failed is taken again. */
    private static SigningKey successor(Path file, KindOption kind, char[] passphrase) throws IOException {
        Path next = next(file);
        if (!Files.exists(next)) {
            write(next, kind.generate(), passphrase);
        }
        return KeyFile.read(next, passphrase);
    }

    /** The old key is kept under its id: it may be needed until every device has seen the new one. */
    private static void replace(Path file, SigningKey old, SigningKey successor) throws IOException {
        Path kept = file.resolveSibling(file.getFileName().toString().replace(".pem", "") + "."
                + old.verificationKey().id().hex().substring(0, SHORT_ID) + ".pem");
        Path next = next(file);
        Files.move(file, kept);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        Files.deleteIfExists(PublicKeyFile.beside(next));
        PublicKeyFile.write(PublicKeyFile.beside(file), successor.verificationKey());
        show(file, successor.verificationKey());
        System.out.println("The key before is kept in " + kept + ".");
    }

    private static VerificationKey write(Path file, SigningKey key, char[] passphrase) throws IOException {
        KeyFile.write(file, key, passphrase);
        PublicKeyFile.write(PublicKeyFile.beside(file), key.verificationKey());
        return key.verificationKey();
    }

    private static void show(Path file, VerificationKey key) {
        System.out.println(file + "  " + key.scheme() + "  " + key.id());
    }
}
