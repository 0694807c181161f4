package io.slipway.standalone.operator.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import io.slipway.metadata.canonical.JsonLimits;
import io.slipway.metadata.canonical.JsonObject;
import io.slipway.metadata.canonical.JsonReader;
import io.slipway.metadata.canonical.JsonText;
import io.slipway.metadata.key.VerificationKey;
import io.slipway.metadata.publication.SignedRole;
import io.slipway.metadata.refusal.MetadataRefusedException;
import io.slipway.metadata.role.RoleName;
import io.slipway.metadata.role.Root;
import io.slipway.metadata.role.Targets;
import io.slipway.metadata.trust.MetadataFetcher;
import io.slipway.standalone.StandaloneException;
import io.slipway.standalone.signing.OnlinePublicKeys;

/**
 * The folder that is carried between the machine with a network and the machine with the offline keys. Nothing in it is secret, and nothing in it is believed
 * without a check.
 *
 * @param path holds {@code online-keys.json}, {@code repository/} with the published metadata, and {@code root.json} and {@code targets.json} while they wait for
 *     signatures
 */
public record CeremonyFolder(Path path) {

    /**
     * Makes the folder ready for a new ceremony.
     *
     * @throws StandaloneException if another one waits in it
     */
    public void begin() throws IOException {
        for (RoleName role : List.of(RoleName.ROOT, RoleName.TARGETS)) {
            if (Files.exists(draft(role))) {
                throw new StandaloneException(
                        draft(role)
                                + " waits for signatures or for ./slipway ceremony submit; remove it, or choose another folder.");
            }
        }
        Files.createDirectories(repository());
        try (Stream<Path> old = Files.list(repository())) {
            for (Path file : (Iterable<Path>) old::iterator) {
                Files.delete(file);
            }
        }
    }

    public void writeOnlineKeys(OnlinePublicKeys keys) throws IOException {
        JsonObject json = JsonObject.builder()
                .put("snapshot", keys.snapshot().document())
                .put("timestamp", keys.timestamp().document())
                .put("payloads", keys.payloads().document())
                .build();
        Files.write(onlineKeysFile(), JsonText.bytes(json));
    }

    /** The public keys of the roles that artifact-service signs. */
    public OnlinePublicKeys onlineKeys() throws IOException {
        if (!Files.exists(onlineKeysFile())) {
            throw new StandaloneException(onlineKeysFile()
                    + " is missing; ./slipway ceremony fetch writes it, on a machine that reaches artifact-service.");
        }
        try {
            JsonObject json = JsonReader.readObject(Files.readAllBytes(onlineKeysFile()), JsonLimits.MESSAGE);
            return new OnlinePublicKeys(
                    VerificationKey.read(json.object("snapshot")),
                    VerificationKey.read(json.object("timestamp")),
                    VerificationKey.read(json.object("payloads")));
        } catch (IllegalArgumentException e) {
            throw new StandaloneException(onlineKeysFile() + " holds no public keys: " + e.getMessage() + ".", e);
        }
    }

    /** Whether a repository was begun when the folder was filled. */
    public boolean hasRepository() {
        return Files.exists(repository().resolve(RoleName.TIMESTAMP.fileName()));
    }

    /** The published metadata that the folder holds. */
    public MetadataFetcher published() {
        return (fileName, maxLength) -> {
            Path file = repository().resolve(fileName);
            return Files.exists(file) ? Optional.of(Files.newInputStream(file)) : Optional.empty();
        };
    }

    /** The same as {@code source}, and whatever is fetched from it is put into the folder. */
    public MetadataFetcher filling(MetadataFetcher source) {
        return (fileName, maxLength) -> {
            Optional<InputStream> opened = source.open(fileName, maxLength);
            if (opened.isEmpty()) {
                return Optional.empty();
            }
            try (InputStream in = opened.get()) {
                byte[] content = in.readNBytes(JsonLimits.METADATA.maxBytes());
                Files.write(repository().resolve(fileName), content);
                return Optional.of(new ByteArrayInputStream(content));
            }
        };
    }

    /** The root that waits. */
    public Optional<SignedRole<Root>> root() throws IOException {
        return read(RoleName.ROOT, SignedRole::readRoot);
    }

    /** The targets that wait. */
    public Optional<SignedRole<Targets>> targets() throws IOException {
        return read(RoleName.TARGETS, file -> SignedRole.readTargets(RoleName.TARGETS, file));
    }

    /** Puts a role there to wait, or replaces it by the same with more signatures. */
    public void write(SignedRole<?> role) throws IOException {
        Files.write(draft(role.name()), role.bytes());
    }

    /** Puts a role aside that waits no longer, under its name with version, which is returned. */
    public Path archive(SignedRole<?> role) throws IOException {
        return Files.move(draft(role.name()), path.resolve(role.fileName()), StandardCopyOption.REPLACE_EXISTING);
    }

    private <T> Optional<T> read(RoleName role, Function<byte[], T> reader) throws IOException {
        Path file = draft(role);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(reader.apply(Files.readAllBytes(file)));
        } catch (MetadataRefusedException e) {
            throw new StandaloneException(file + " is no metadata: " + e.getMessage() + ".", e);
        }
    }

    private Path draft(RoleName role) {
        return path.resolve(role.fileName());
    }

    private Path repository() {
        return path.resolve("repository");
    }

    private Path onlineKeysFile() {
        return path.resolve("online-keys.json");
    }
}
