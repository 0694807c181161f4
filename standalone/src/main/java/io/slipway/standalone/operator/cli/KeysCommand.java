package io.slipway.standalone.operator.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Clock;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import io.slipway.metadata.key.SigningKey;
import io.slipway.metadata.key.bouncycastle.EcdsaP256SigningKey;
import io.slipway.metadata.key.bouncycastle.Ed25519SigningKey;
import io.slipway.standalone.operator.http.RotateRoot;
import io.slipway.standalone.platform.ServiceName;
import io.slipway.standalone.signing.bouncycastle.KeyFile;

/** {@code keys}: the offline keys and the repository that they speak for. */
@Command(
        name = "keys",
        description = "The offline keys: create them, begin the repository with them, rotate the root key.",
        mixinStandardHelpOptions = true)
public final class KeysCommand {

    /** Kinds of keys. */
    enum Kind {
        ed25519,
        p256
    }

    @Command(
            name = "create",
            description = "Makes the root key and the targets key, encrypted with a passphrase.",
            mixinStandardHelpOptions = true)
    int create(
            @Mixin ServiceOptions services,
            @Mixin KeyOptions keys,
            @Option(
                            names = "--kind",
                            defaultValue = "ed25519",
                            description = "${COMPLETION-CANDIDATES}. Default: ed25519.")
                    Kind kind)
            throws IOException {
        char[] passphrase = keys.passphrase();
        for (Path file : new Path[] {keys.root(services.data()), keys.targets(services.data())}) {
            SigningKey key = generate(kind);
            KeyFile.write(file, key, passphrase);
            System.out.println(file + "  " + key.verificationKey().scheme() + "  "
                    + key.verificationKey().id());
        }
        return 0;
    }

    @Command(name = "show", description = "Shows the ids of the offline keys.", mixinStandardHelpOptions = true)
    int show(@Mixin ServiceOptions services, @Mixin KeyOptions keys) throws IOException {
        var opened = keys.open(services.data());
        System.out.println("root     " + opened.root().verificationKey().id());
        System.out.println("targets  " + opened.targets().verificationKey().id());
        return 0;
    }

    @Command(
            name = "init-repository",
            description =
                    "Begins the signed repository; --root-out writes the root that devices are to be provisioned with.",
            mixinStandardHelpOptions = true)
    int initialise(
            @Mixin ServiceOptions services,
            @Mixin KeyOptions keys,
            @Option(
                            names = "--root-out",
                            paramLabel = "FILE",
                            defaultValue = "root.json",
                            description = "Default: root.json.")
                    Path rootOut)
            throws IOException {
        byte[] root = ReleaseCommand.publisher(services, keys).ensureRepository(keys.open(services.data()));
        Files.write(rootOut, root);
        System.out.println("The repository stands; provision devices with " + rootOut + ".");
        return 0;
    }

    @Command(
            name = "rotate-root",
            description = "Replaces the root key by a new one: the old and the new key sign the next root.",
            mixinStandardHelpOptions = true)
    int rotateRoot(
            @Mixin ServiceOptions services,
            @Mixin KeyOptions keys,
            @Option(
                            names = "--kind",
                            defaultValue = "ed25519",
                            description = "${COMPLETION-CANDIDATES}. Default: ed25519.")
                    Kind kind)
            throws IOException {
        Path file = keys.root(services.data());
        Path next = file.resolveSibling("root.next.pem");
        char[] passphrase = keys.passphrase();
        SigningKey old = KeyFile.read(file, passphrase);
        if (!Files.exists(next)) {
            KeyFile.write(next, generate(kind), passphrase);
        }
        SigningKey successor = KeyFile.read(next, passphrase);
        new RotateRoot(services.client(ServiceName.ARTIFACT), keys.trusted(services.data()), Clock.systemUTC())
                .rotate(old, successor);
        Files.move(file, file.resolveSibling("root." + old.verificationKey().id() + ".pem"));
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        System.out.println("The root key is now " + successor.verificationKey().id() + ".");
        return 0;
    }

    private static SigningKey generate(Kind kind) {
        SecureRandom random = new SecureRandom();
        return switch (kind) {
            case ed25519 -> Ed25519SigningKey.generate(random);
            case p256 -> EcdsaP256SigningKey.generate(random);
        };
    }
}
