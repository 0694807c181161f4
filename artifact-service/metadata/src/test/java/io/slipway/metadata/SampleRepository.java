package io.slipway.metadata;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

import io.slipway.metadata.digest.Sha256;
import io.slipway.metadata.key.SigningKey;
import io.slipway.metadata.publication.RepositoryContents;
import io.slipway.metadata.publication.Revision;
import io.slipway.metadata.publication.RevisionSigner;
import io.slipway.metadata.publication.SignedRole;
import io.slipway.metadata.role.RoleName;
import io.slipway.metadata.role.Root;
import io.slipway.metadata.role.TargetPath;
import io.slipway.metadata.role.Targets;
import io.slipway.metadata.target.Content;
import io.slipway.metadata.target.ImageTarget;
import io.slipway.metadata.target.PayloadTarget;
import io.slipway.metadata.trust.MetadataFetcher;

/**
 * A repository in memory with one release and its full payload, made by the publisher's side alone. Tests publish into it what a publisher would, or
 * exchange files as an attacker would.
 */
public final class SampleRepository {

    /** The time at which all is fresh. */
    public static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    public static final Instant NEXT_YEAR = NOW.plus(Duration.ofDays(365));

    public static final byte[] IMAGE = "an image".getBytes(StandardCharsets.UTF_8);

    public static final TargetPath IMAGE_PATH = new TargetPath("debian/2/rootfs");

    public static final TargetPath PAYLOAD_PATH = PayloadTarget.pathOf(Sha256.of(IMAGE), "full");

    private final Map<String, byte[]> files = new TreeMap<>();
    private final List<String> requests = new ArrayList<>();
    private Revision current;

    /** Publishes the first revision: root 2 of 3, targets 1 of 1, payloads delegated. */
    public SampleRepository() {
        this.current = signer().first(firstContents());
        publish(current);
    }

    private static RepositoryContents firstContents() {
        Targets targets = new Targets(
                1,
                NEXT_YEAR,
                Map.of(IMAGE_PATH, image().toTarget()),
                List.of(PayloadTarget.delegation(SampleKeys.authority(1, SampleKeys.PAYLOADS))));
        Targets payloads =
                new Targets(1, NEXT_YEAR, Map.of(PAYLOAD_PATH, payload().toTarget()), List.of());
        return new RepositoryContents(
                SignedRole.sign(RoleName.ROOT, firstRoot(), List.of(SampleKeys.ROOT_1, SampleKeys.ROOT_2)),
                SignedRole.sign(RoleName.TARGETS, targets, List.of(SampleKeys.TARGETS_1)),
                Map.of(
                        PayloadTarget.ROLE,
                        SignedRole.sign(PayloadTarget.ROLE, payloads, List.of(SampleKeys.PAYLOADS))));
    }

    private static Root firstRoot() {
        return Root.first(
                NEXT_YEAR,
                SampleKeys.authority(2, SampleKeys.ROOT_1, SampleKeys.ROOT_2, SampleKeys.ROOT_3),
                SampleKeys.authority(1, SampleKeys.TARGETS_1),
                SampleKeys.authority(1, SampleKeys.SNAPSHOT),
                SampleKeys.authority(1, SampleKeys.TIMESTAMP));
    }

    /** The image of the sample release. */
    public static ImageTarget image() {
        return new ImageTarget(
                IMAGE_PATH,
                new Content(IMAGE.length, Sha256.of(IMAGE)),
                UUID.fromString("5f0d41c7-29a3-4f9a-8a35-6f6b6d1f3a10"),
                List.of("virtual-board"),
                "rootfs",
                "raw");
    }

    /** The full payload of the image. */
    public static PayloadTarget payload() {
        return new PayloadTarget(
                PAYLOAD_PATH,
                new Content(500, Sha256.of(new byte[500])),
                "full",
                new Content(IMAGE.length, Sha256.of(IMAGE)),
                new Content(20, Sha256.of(new byte[20])));
    }

    /** A delta that makes the image from another one. */
    public static PayloadTarget delta() {
        Content source = new Content(700, Sha256.of(new byte[700]));
        return new PayloadTarget(
                PayloadTarget.deltaPath(Sha256.of(IMAGE), source.sha256()),
                new Content(100, Sha256.of(new byte[100])),
                PayloadTarget.DELTA,
                new Content(IMAGE.length, Sha256.of(IMAGE)),
                Optional.of(source),
                new Content(20, Sha256.of(new byte[20])));
    }

    /** A signer with the sample's online keys. */
    public static RevisionSigner signer() {
        return signer(SampleKeys.SNAPSHOT, SampleKeys.TIMESTAMP, NOW);
    }

    /** A signer with other online keys or another time; snapshots are valid for 30 days, timestamps for 7. */
    public static RevisionSigner signer(SigningKey snapshot, SigningKey timestamp, Instant now) {
        return new RevisionSigner(
                List.of(snapshot),
                List.of(timestamp),
                Duration.ofDays(30),
                Duration.ofDays(7),
                Clock.fixed(now, ZoneOffset.UTC));
    }

    /** What is published. */
    public Revision current() {
        return current;
    }

    /** Publishes other contents with the sample's online keys. */
    public Revision publish(RepositoryContents contents) {
        Revision next = signer().next(current, contents);
        publish(next);
        return next;
    }

    /** Publishes a revision. */
    public void publish(Revision revision) {
        revision.files().forEach(file -> files.put(file.name(), file.content()));
        current = revision;
    }

    /** The file of this name. */
    public byte[] file(String name) {
        return Optional.ofNullable(files.get(name)).orElseThrow();
    }

    /** Exchanges a file, as one who controls the mirror can. */
    public void put(String name, byte[] content) {
        files.put(name, content);
    }

    /** Takes a file away, as one who controls the mirror can. */
    public void remove(String name) {
        files.remove(name);
    }

    /** All files by name. */
    public Map<String, byte[]> files() {
        return files;
    }

    /** The files that were asked for since the last call. */
    public List<String> takeRequests() {
        List<String> taken = List.copyOf(requests);
        requests.clear();
        return taken;
    }

    /** Reads from this repository. */
    public MetadataFetcher fetcher() {
        return (name, _) -> {
            requests.add(name);
            return Optional.ofNullable(files.get(name)).map(ByteArrayInputStream::new);
        };
    }
}
