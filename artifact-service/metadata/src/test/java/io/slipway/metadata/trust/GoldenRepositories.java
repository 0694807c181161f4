package io.slipway.metadata.trust;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.slipway.metadata.SampleKeys;
import io.slipway.metadata.SampleRepository;
import io.slipway.metadata.canonical.JsonObject;
import io.slipway.metadata.canonical.JsonString;
import io.slipway.metadata.canonical.JsonValue;
import io.slipway.metadata.key.SigningKey;
import io.slipway.metadata.publication.Revision;
import io.slipway.metadata.publication.SignedRole;
import io.slipway.metadata.role.MetadataFile;
import io.slipway.metadata.role.RoleName;
import io.slipway.metadata.role.SignedMetadata;
import io.slipway.metadata.role.Snapshot;
import io.slipway.metadata.role.Target;
import io.slipway.metadata.role.Targets;
import io.slipway.metadata.role.Timestamp;
import io.slipway.metadata.target.PayloadTarget;

/**
 * Makes the golden repositories under {@code src/test/resources/golden}: {@code good}, and in {@code refused} one for each reason, named by its code,
 * that a device which trusts {@code good} must refuse. Of those only the files are kept that differ from {@code good} or come in addition.
 */
final class GoldenRepositories {

    private GoldenRepositories() {}

    /** The repository that every device of the golden tests trusts first. */
    static Map<String, byte[]> good() {
        return second().files();
    }

    /** The differing files by the code of the refusal that they must meet. */
    static Map<String, Map<String, byte[]>> refused() {
        Map<String, Map<String, byte[]>> all = new TreeMap<>();
        all.put("metadata-missing", missing());
        all.put("metadata-too-large", tooLarge());
        all.put("metadata-length-mismatch", exchanged("3.targets.json", "short"));
        all.put("metadata-digest-mismatch", digestMismatch());
        all.put("metadata-malformed", exchanged("timestamp.json", "{\"signed\":{},\"signed\":{}}"));
        all.put("metadata-wrong-type", wrongType());
        all.put("metadata-unsupported-specification", unsupportedSpecification());
        all.put("metadata-unknown-key", targetsSignedBy(SampleKeys.THIEF));
        all.put("metadata-invalid-signature", invalidSignature());
        all.put("metadata-insufficient-signatures", insufficientSignatures());
        all.put("metadata-rolled-back", rolledBack());
        all.put("metadata-wrong-version", wrongVersion());
        all.put("metadata-expired", expired());
        all.put("metadata-role-not-listed", roleNotListed());
        all.put("target-missing", targetMissing());
        all.put("target-malformed", targetMalformed());
        Map<String, byte[]> good = good();
        all.values().forEach(files -> files.entrySet()
                .removeIf(file -> Arrays.equals(file.getValue(), good.get(file.getKey()))));
        return all;
    }

    /** The revision that devices trust: not the first, so that there is something to roll back to. */
    private static SampleRepository second() {
        return withNewTargets(new SampleRepository());
    }

    /** A good revision after it, from which the bad ones are made. */
    private static SampleRepository third() {
        return withNewTargets(second());
    }

    private static SampleRepository withNewTargets(SampleRepository repository) {
        publishTargets(
                repository, targets(repository).with(List.of(), SampleRepository.NEXT_YEAR), SampleKeys.TARGETS_1);
        return repository;
    }

    private static Map<String, byte[]> missing() {
        SampleRepository repository = third();
        repository.remove("3.targets.json");
        return repository.files();
    }

    private static Map<String, byte[]> tooLarge() {
        SampleRepository repository = third();
        repository.put("timestamp.json", new byte[UpdateLimits.DEFAULT.timestampBytes() + 1]);
        return repository.files();
    }

    private static Map<String, byte[]> exchanged(String name, String content) {
        SampleRepository repository = third();
        repository.put(name, content.getBytes(StandardCharsets.UTF_8));
        return repository.files();
    }

    private static Map<String, byte[]> digestMismatch() {
        SampleRepository repository = third();
        byte[] changed = repository.file("3.targets.json").clone();
        changed[changed.length / 2] ^= 1;
        repository.put("3.targets.json", changed);
        return repository.files();
    }

    private static Map<String, byte[]> wrongType() {
        SampleRepository repository = third();
        Snapshot snapshot = repository.current().snapshot().role();
        repository.put(
                "timestamp.json",
                SignedMetadata.sign(snapshot, List.of(SampleKeys.TIMESTAMP)).bytes());
        return repository.files();
    }

    private static Map<String, byte[]> unsupportedSpecification() {
        SampleRepository repository = third();
        JsonObject timestamp = repository.current().timestamp().role().toJson();
        Map<String, JsonValue> members = new TreeMap<>(timestamp.members());
        members.put("spec_version", new JsonString("2.0.0"));
        repository.put(
                "timestamp.json",
                new SignedMetadata(new JsonObject(members), List.of())
                        .signedBy(SampleKeys.TIMESTAMP)
                        .bytes());
        return repository.files();
    }

    private static Map<String, byte[]> targetsSignedBy(SigningKey key) {
        SampleRepository repository = second();
        publishTargets(repository, targets(repository).with(List.of(), SampleRepository.NEXT_YEAR), key);
        return repository.files();
    }

    private static Map<String, byte[]> invalidSignature() {
        SampleRepository repository = third();
        Timestamp good = repository.current().timestamp().role();
        Timestamp changed = new Timestamp(good.version() + 1, good.expires(), good.snapshot());
        var signatures = repository.current().timestamp().metadata().signatures();
        repository.put("timestamp.json", new SignedMetadata(changed.toJson(), signatures).bytes());
        return repository.files();
    }

    private static Map<String, byte[]> insufficientSignatures() {
        SampleRepository repository = third();
        var root = repository.current().contents().root().role().renewed(SampleRepository.NEXT_YEAR);
        repository.put(
                "2.root.json",
                SignedMetadata.sign(root, List.of(SampleKeys.ROOT_1)).bytes());
        return repository.files();
    }

    /** The thief of the online keys brings the first targets back, under a newer snapshot and timestamp. */
    private static Map<String, byte[]> rolledBack() {
        SampleRepository repository = second();
        var files = new TreeMap<>(repository.current().snapshot().role().files());
        files.put(RoleName.TARGETS, MetadataFile.of(1, repository.file("1.targets.json")));
        bind(repository, new Snapshot(4, SampleRepository.NEXT_YEAR, files));
        return repository.files();
    }

    private static Map<String, byte[]> wrongVersion() {
        SampleRepository repository = third();
        Snapshot snapshot = repository.current().snapshot().role();
        byte[] file = SignedMetadata.sign(
                        new Snapshot(9, snapshot.expires(), snapshot.files()), List.of(SampleKeys.SNAPSHOT))
                .bytes();
        repository.put("3.snapshot.json", file);
        bindTimestamp(repository, MetadataFile.of(3, file));
        return repository.files();
    }

    private static Map<String, byte[]> expired() {
        SampleRepository repository = third();
        Snapshot snapshot = repository.current().snapshot().role();
        bind(repository, new Snapshot(4, SampleRepository.NOW.minusSeconds(1), snapshot.files()));
        return repository.files();
    }

    private static Map<String, byte[]> roleNotListed() {
        SampleRepository repository = third();
        Snapshot snapshot = repository.current().snapshot().role();
        var files = new TreeMap<>(snapshot.files());
        files.remove(PayloadTarget.ROLE);
        bind(repository, new Snapshot(4, snapshot.expires(), files));
        return repository.files();
    }

    private static Map<String, byte[]> targetMissing() {
        SampleRepository repository = second();
        publishTargets(
                repository,
                targets(repository).without(List.of(SampleRepository.IMAGE_PATH), SampleRepository.NEXT_YEAR),
                SampleKeys.TARGETS_1);
        return repository.files();
    }

    private static Map<String, byte[]> targetMalformed() {
        SampleRepository repository = second();
        Target good = SampleRepository.image().toTarget();
        Target without = new Target(good.path(), good.length(), good.sha256(), JsonObject.EMPTY);
        publishTargets(
                repository,
                targets(repository).with(List.of(without), SampleRepository.NEXT_YEAR),
                SampleKeys.TARGETS_1);
        return repository.files();
    }

    private static Targets targets(SampleRepository repository) {
        return repository.current().contents().targets().role();
    }

    private static void publishTargets(SampleRepository repository, Targets targets, SigningKey key) {
        Revision current = repository.current();
        repository.publish(current.contents().withTargets(SignedRole.sign(RoleName.TARGETS, targets, List.of(key))));
    }

    /** Exchanges the snapshot and lets a well-signed timestamp name it. */
    private static void bind(SampleRepository repository, Snapshot snapshot) {
        byte[] file =
                SignedMetadata.sign(snapshot, List.of(SampleKeys.SNAPSHOT)).bytes();
        repository.put(RoleName.SNAPSHOT.fileName(snapshot.version()), file);
        bindTimestamp(repository, MetadataFile.of(snapshot.version(), file));
    }

    private static void bindTimestamp(SampleRepository repository, MetadataFile snapshot) {
        Timestamp timestamp = new Timestamp(9, SampleRepository.NEXT_YEAR, snapshot);
        repository.put(
                "timestamp.json",
                SignedMetadata.sign(timestamp, List.of(SampleKeys.TIMESTAMP)).bytes());
    }
}
