package io.slipway.artifact.repository;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.slipway.artifact.Api;
import io.slipway.artifact.Events;
import io.slipway.artifact.Schemas;
import io.slipway.artifact.tenant.Tenant;
import io.slipway.artifact.transaction.postgres.Transactions;
import io.slipway.engines.Engine;
import io.slipway.engines.EngineTestResource;
import io.slipway.metadata.digest.Sha256;
import io.slipway.metadata.key.bouncycastle.Ed25519SigningKey;
import io.slipway.metadata.publication.SignedRole;
import io.slipway.metadata.role.Authority;
import io.slipway.metadata.role.RoleName;
import io.slipway.metadata.role.Root;
import io.slipway.metadata.role.Target;
import io.slipway.metadata.role.Targets;
import io.slipway.metadata.target.Content;
import io.slipway.metadata.target.ImageTarget;
import io.slipway.metadata.target.PayloadTarget;
import io.slipway.metadata.trust.TrustedRepository;

import static io.restassured.RestAssured.given;
import static io.slipway.artifact.Api.bytes;
import static io.slipway.artifact.Api.sha256;
import static io.slipway.artifact.Events.header;
import static io.slipway.artifact.Events.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.is;

@QuarkusTest
@SuppressWarnings("NullAway.Init")
class SignedRepositoryTest {

    private static final String RELEASES = "slipway.artifact.release.v1";
    private static final String PAYLOADS = "slipway.artifact.payload.v1";
    private static final String PATHS = "slipway.delta.path.v1";
    private static final String DEAD = "slipway.artifact.dead-letter.v1";

    private Operator operator;
    private String tenant;
    private final byte[] image = bytes(1, 300_000);

    @Inject
    Repositories repositories;

    @Inject
    Transactions transactions;

    @BeforeEach
    void meet_a_new_operator() {
        operator = new Operator();
        tenant = operator.api.tenant();
    }

    @Test
    void a_release_goes_from_draft_to_a_target_that_a_device_believes() throws IOException {
        // Given
        operator.initialise();
        UUID release = operator.draft("debian", "2", image);

        // When
        Api.Answer answer = operator.add(operator.image(release, "debian", "2", image));

        // Then
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.member("published")).isEqualTo("true");
        assertThat(operator.state(release)).isEqualTo("published");
        TrustedRepository believed = device().update();
        ImageTarget target = believed.image(ImageTarget.pathOf("debian", "2", "rootfs"));
        assertThat(target.releaseId()).isEqualTo(release);
        assertThat(target.content().sha256().hex()).isEqualTo(sha256(image));
        assertThat(given().get("/repository/" + tenant + "/targets/debian/2/" + sha256(image) + ".rootfs")
                        .asByteArray())
                .isEqualTo(image);
    }

    @Test
    void others_hear_of_a_release_when_devices_can_fetch_it() {
        // Given
        operator.initialise();
        UUID release = operator.draft("debian", "2", image);
        operator.add(operator.image(release, "debian", "2", image));

        // When
        ConsumerRecord<String, String> event =
                Events.first(RELEASES, r -> r.key().equals(tenant + "/" + release));

        // Then
        assertThat(header(event, "ce_type")).isEqualTo("ReleasePublished");
        assertThat(Schemas.violations(event)).isEmpty();
        assertThat(json(event).getJsonArray("components").getJsonObject(0))
                .isEqualTo(new JsonObject("""
                        {"name":"rootfs","target":"debian/2/rootfs",
                         "artifact":{"sha256":"%s","length":300000,"format":"raw"}}""".formatted(sha256(image))));
    }

    @Test
    void nobody_hears_of_a_release_before_its_timestamp_is_visible() throws IOException {
        // Given the object store is away
        operator.initialise();
        UUID release = operator.draft("debian", "2", image);
        Engine store = EngineTestResource.engine("s3");
        store.kill();

        // When
        Api.Answer answer = operator.add(operator.image(release, "debian", "2", image));
        String during = operator.state(release);
        List<?> eventsDuring = Events.all(RELEASES, r -> r.key().equals(tenant + "/" + release));
        store.restart();

        // Then it is signed at once, and published when the store is back
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.member("published")).isEqualTo("false");
        assertThat(during).isEqualTo("signed");
        assertThat(eventsDuring).isEmpty();
        Events.first(RELEASES, r -> r.key().equals(tenant + "/" + release));
        assertThat(operator.state(release)).isEqualTo("published");
        assertThat(device().update()
                        .image(ImageTarget.pathOf("debian", "2", "rootfs"))
                        .releaseId())
                .isEqualTo(release);
    }

    @Test
    void a_payload_is_signed_and_others_hear_of_it() throws IOException {
        // Given
        operator.initialise();
        UUID release = operator.draft("debian", "2", image);
        operator.add(operator.image(release, "debian", "2", image));
        byte[] payload = bytes(2, 1000);
        UUID id = UUID.randomUUID();

        // When the event comes twice
        String event = pathReady(tenant, release, image, payload);
        Events.send(PATHS, tenant + "/" + sha256(image), "UpdatePathReady", event, id);
        Events.send(PATHS, tenant + "/" + sha256(image), "UpdatePathReady", event, id);

        // Then
        String name = "payloads/" + sha256(image) + "/full";
        ConsumerRecord<String, String> signed =
                Events.first(PAYLOADS, r -> r.key().equals(tenant + "/" + name));
        assertThat(header(signed, "ce_type")).isEqualTo("PayloadSigned");
        assertThat(Schemas.violations(signed)).isEmpty();
        assertThat(json(signed).getString("payloadName")).isEqualTo(name);
        assertThat(json(signed).getJsonObject("payload").getString("sha256")).isEqualTo(sha256(payload));
        PayloadTarget target = device().update().payload(PayloadTarget.pathOf(new Sha256(sha256(image)), "full"));
        assertThat(target.content().sha256().hex()).isEqualTo(sha256(payload));
        assertThat(Events.all(PAYLOADS, r -> r.key().equals(tenant + "/" + name)))
                .hasSize(1);
    }

    @Test
    void a_delta_is_signed_beside_the_full_payload_with_its_source() throws IOException {
        // Given
        operator.initialise();
        UUID release = operator.draft("debian", "2", image);
        operator.add(operator.image(release, "debian", "2", image));
        byte[] source = bytes(3, 700);
        byte[] delta = bytes(4, 100);
        String full = pathReady(tenant, release, image, bytes(2, 1000));
        String path = pathReady(tenant, release, image, delta)
                .replace(
                        "\"kind\":\"full\"",
                        "\"kind\":\"delta\",\"from\":{\"sha256\":\"" + sha256(source) + "\",\"length\":700}");

        // When
        Events.send(PATHS, tenant + "/" + sha256(image), "UpdatePathReady", full);
        Events.send(PATHS, tenant + "/" + sha256(image), "UpdatePathReady", path);

        // Then
        String name = "payloads/" + sha256(image) + "/from-" + sha256(source);
        ConsumerRecord<String, String> signed =
                Events.first(PAYLOADS, r -> r.key().equals(tenant + "/" + name));
        assertThat(Schemas.violations(signed)).isEmpty();
        assertThat(json(signed).getString("kind")).isEqualTo("delta");
        assertThat(json(signed).getJsonObject("from").getString("sha256")).isEqualTo(sha256(source));
        TrustedRepository trusted = device().update();
        assertThat(trusted.findPayload(PayloadTarget.deltaPath(new Sha256(sha256(image)), new Sha256(sha256(source)))))
                .hasValueSatisfying(target -> {
                    assertThat(target.content().sha256().hex()).isEqualTo(sha256(delta));
                    assertThat(target.from()).contains(new Content(700, new Sha256(sha256(source))));
                });
        assertThat(trusted.payload(PayloadTarget.fullPath(new Sha256(sha256(image))))
                        .from())
                .isEmpty();
    }

    @Test
    void events_that_can_never_be_used_go_to_the_dead_letters() {
        // Given
        UUID nonsense = Events.send(PATHS, tenant + "/x", "UpdatePathReady", "{\"tenant\":\"" + tenant + "\"}");
        UUID broken = Events.send(PATHS, tenant + "/x", "UpdatePathReady", "not json");
        UUID foreign = Events.send(
                PATHS, tenant + "/x", "UpdatePathReady", pathReady("other", UUID.randomUUID(), image, image));
        UUID unknown = Events.send(
                PATHS, tenant + "/x", "UpdatePathReady", pathReady(tenant, UUID.randomUUID(), image, image));
        UUID type = Events.send(PATHS, tenant + "/x", "SomethingElse", "{}");

        // When, Then
        assertThat(reason(nonsense)).startsWith("event-invalid");
        assertThat(reason(broken)).startsWith("event-invalid");
        assertThat(reason(foreign)).startsWith("event-invalid");
        assertThat(reason(unknown)).startsWith("image-unknown");
        assertThat(reason(type)).startsWith("type-unknown");
    }

    @Test
    void a_withdrawn_release_may_leave_the_metadata_and_no_other() {
        // Given
        operator.initialise();
        UUID first = operator.draft("debian", "1", image);
        UUID second = operator.draft("debian", "2", image);
        Target one = operator.image(first, "debian", "1", image);
        Target two = operator.image(second, "debian", "2", image);
        assertThat(operator.add(one, two).status()).isEqualTo(200);
        operator.api
                .request()
                .contentType("application/json")
                .body("{\"reason\":\"it does not boot\"}")
                .post("/api/v1/releases/" + first + "/withdraw")
                .then()
                .statusCode(200);

        // When
        Api.Answer both = operator.drop(Set.of(one.path(), two.path()));
        Api.Answer withdrawn = operator.drop(Set.of(one.path()));

        // Then
        assertThat(both.problem()).isEqualTo("target-dropped");
        assertThat(withdrawn.status()).isEqualTo(200);
        ConsumerRecord<String, String> event = Events.first(
                RELEASES,
                r -> r.key().equals(tenant + "/" + first)
                        && header(r, "ce_type").equals("ReleaseWithdrawn"));
        assertThat(json(event).getString("reason")).isEqualTo("it does not boot");
        assertThat(Schemas.violations(event)).isEmpty();
    }

    @Test
    void refuses_targets_metadata_that_is_not_what_was_drafted() {
        // Given
        operator.initialise();
        UUID release = operator.draft("debian", "2", image);
        byte[] other = bytes(3, 100);

        // When, Then
        assertThat(operator.add(operator.image(release, "debian", "2", other)).problem())
                .isEqualTo("target-mismatch");
        assertThat(operator.add(operator.image(release, "debian", "3", image)).problem())
                .isEqualTo("target-mismatch");
        assertThat(operator.add(operator.image(UUID.randomUUID(), "debian", "2", image))
                        .problem())
                .isEqualTo("target-without-draft");
        assertThat(operator.state(release)).isEqualTo("draft");
    }

    @Test
    void refuses_a_release_of_which_an_image_is_missing() {
        // Given
        operator.initialise();
        operator.api.publish(image);
        UUID release = UUID.fromString(operator.api
                .request()
                .contentType("application/json")
                .body("""
                        {"name":"debian","version":"2","deviceTypes":["virtual-board"],"components":[
                         {"name":"rootfs","artifactSha256":"%1$s"},{"name":"boot","artifactSha256":"%1$s"}]}""".formatted(sha256(image)))
                .post("/api/v1/releases")
                .jsonPath()
                .getString("id"));

        // When
        Api.Answer answer = operator.add(operator.image(release, "debian", "2", image));

        // Then
        assertThat(answer.problem()).isEqualTo("release-incomplete");
        assertThat(answer.body()).contains("debian/2/boot");
    }

    @Test
    void refuses_targets_metadata_that_is_signed_wrongly_of_another_version_or_changes_a_target() {
        // Given
        operator.initialise();
        UUID release = operator.draft("debian", "2", image);
        Target target = operator.image(release, "debian", "2", image);
        var next = operator.targets.role().with(List.of(target), Operator.nextYear());
        var stranger = Ed25519SigningKey.generate(new SecureRandom());

        // When, Then
        assertThat(operator.submit(SignedRole.sign(RoleName.TARGETS, next, List.of(stranger)))
                        .problem())
                .isEqualTo("metadata-unknown-key");
        assertThat(operator.submit(operator.signed(next.with(List.of(), Operator.nextYear())))
                        .problem())
                .isEqualTo("metadata-wrong-version");
        assertThat(operator.put("targets", "{}".getBytes(StandardCharsets.UTF_8))
                        .problem())
                .isEqualTo("metadata-malformed");
        assertThat(operator.submit(operator.signed(next)).status()).isEqualTo(200);
        Target changed = new Target(target.path(), 5, target.sha256(), target.custom());
        assertThat(operator.add(changed).problem()).isEqualTo("target-changed");
    }

    @Test
    void refuses_a_repository_whose_online_roles_are_not_this_services() {
        // Given
        var stranger =
                Authority.of(Ed25519SigningKey.generate(new SecureRandom()).verificationKey());
        Root root = operator.firstRoot();
        Root foreign = new Root(
                1,
                root.expires(),
                true,
                Map.of(
                        RoleName.ROOT, root.authority(RoleName.ROOT),
                        RoleName.TARGETS, root.authority(RoleName.TARGETS),
                        RoleName.SNAPSHOT, stranger,
                        RoleName.TIMESTAMP, root.authority(RoleName.TIMESTAMP)));
        var noDelegation = operator.signed(Targets.first(Operator.nextYear(), List.of()));
        var foreignDelegation =
                operator.signed(Targets.first(Operator.nextYear(), List.of(PayloadTarget.delegation(stranger))));

        // When, Then
        assertThat(operator.initialise(
                                SignedRole.sign(RoleName.ROOT, foreign, List.of(operator.rootKey))
                                        .bytes(),
                                operator.targets.bytes())
                        .problem())
                .isEqualTo("online-key-missing");
        assertThat(operator.initialise(operator.root.bytes(), noDelegation.bytes())
                        .problem())
                .isEqualTo("targets-wrong-delegation");
        assertThat(operator.initialise(operator.root.bytes(), foreignDelegation.bytes())
                        .problem())
                .isEqualTo("online-key-missing");
        operator.api.request().get("/api/v1/repository").then().statusCode(404);
    }

    @Test
    void is_initialised_once() {
        assertThat(operator.initialise().status()).isEqualTo(201);
        assertThat(operator.initialise().status()).isEqualTo(409);
    }

    @Test
    void devices_follow_a_rotation_of_the_root_key() throws IOException {
        // Given
        operator.initialise();
        Device device = device();
        device.update();
        var newKey = Ed25519SigningKey.generate(new SecureRandom());
        Root rotated = operator.root
                .role()
                .rotated(RoleName.ROOT, Authority.of(newKey.verificationKey()), Operator.nextYear());

        // When
        Api.Answer halfSigned = operator.put(
                "root", SignedRole.sign(RoleName.ROOT, rotated, List.of(newKey)).bytes());
        Api.Answer signed = operator.put(
                "root",
                SignedRole.sign(RoleName.ROOT, rotated, List.of(operator.rootKey, newKey))
                        .bytes());

        // Then
        assertThat(halfSigned.problem()).isEqualTo("metadata-unknown-key");
        assertThat(signed.status()).isEqualTo(200);
        assertThat(device.update().root().version()).isEqualTo(2);
    }

    @Test
    void devices_follow_a_replacement_of_stolen_online_keys() throws IOException {
        // Given a payload that the stolen keys have signed
        operator.initialise();
        UUID release = operator.draft("debian", "2", image);
        operator.add(operator.image(release, "debian", "2", image));
        Events.send(
                PATHS,
                tenant + "/" + sha256(image),
                "UpdatePathReady",
                pathReady(tenant, release, image, bytes(2, 1000)));
        String name = "payloads/" + sha256(image) + "/full";
        Events.first(PAYLOADS, r -> r.key().equals(tenant + "/" + name));
        Device device = device();
        device.update();
        Authority stolen = operator.payloads();

        // When the service makes others, and the operator names them
        transactions.run(session -> session.createNativeQuery("delete from online_key where tenant = :tenant")
                .setParameter("tenant", tenant)
                .executeUpdate());
        Api.Answer targets = operator.submit(operator.signed(operator.targets
                .role()
                .delegating(List.of(PayloadTarget.delegation(operator.payloads())), Operator.nextYear())));
        Root root = operator.root.role().rotated(RoleName.SNAPSHOT, operator.online("snapshot"), Operator.nextYear());
        Root next = new Root(
                2,
                root.expires(),
                true,
                root.rotated(RoleName.TIMESTAMP, operator.online("timestamp"), Operator.nextYear())
                        .authorities());
        Api.Answer answer = operator.put(
                "root",
                SignedRole.sign(RoleName.ROOT, next, List.of(operator.rootKey)).bytes());

        // Then
        assertThat(targets.status()).as(targets.body()).isEqualTo(200);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(operator.payloads()).isNotEqualTo(stolen);
        PayloadTarget payload = device.update().payload(PayloadTarget.pathOf(new Sha256(sha256(image)), "full"));
        assertThat(payload.content().length()).isEqualTo(1000);
    }

    @Test
    void refuses_a_root_under_which_the_targets_would_not_be_valid() {
        // Given
        operator.initialise();
        var newKey = Ed25519SigningKey.generate(new SecureRandom());
        Root rotated = operator.root
                .role()
                .rotated(RoleName.TARGETS, Authority.of(newKey.verificationKey()), Operator.nextYear());

        // When
        Api.Answer answer = operator.put(
                "root",
                SignedRole.sign(RoleName.ROOT, rotated, List.of(operator.rootKey))
                        .bytes());

        // Then
        assertThat(answer.problem()).isEqualTo("root-orphans-targets");
    }

    @Test
    void timestamps_are_renewed_before_they_expire() throws IOException {
        // Given timestamps that live for twelve seconds in this test
        operator.initialise();
        long first = device().update().timestamp().version();

        // When, Then
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> device().update().timestamp().version() > first);
        assertThat(repositories
                        .find(new Tenant(tenant))
                        .orElseThrow()
                        .revision()
                        .snapshot()
                        .role()
                        .version())
                .isEqualTo(1);
    }

    @Test
    void changes_of_one_tenant_form_one_line() {
        // Given several drafts whose targets metadata is submitted at the same time, each as version 2
        operator.initialise();
        List<UUID> releases = List.of(
                operator.draft("debian", "1", image),
                operator.draft("debian", "2", image),
                operator.draft("debian", "3", image));
        var before = operator.targets.role();

        // When
        List<CompletableFuture<Api.Answer>> all = new ArrayList<>();
        for (int i = 0; i < releases.size(); i++) {
            Target target = operator.image(releases.get(i), "debian", Integer.toString(i + 1), image);
            var next = operator.signed(before.with(List.of(target), Operator.nextYear()));
            all.add(CompletableFuture.supplyAsync(() -> operator.put("targets", next.bytes())));
        }
        List<Api.Answer> answers = all.stream().map(CompletableFuture::join).toList();

        // Then one is taken and the others are too late
        assertThat(answers.stream().filter(a -> a.status() == 200)).hasSize(1);
        assertThat(answers.stream().filter(a -> a.problem().equals("metadata-wrong-version")))
                .hasSize(2);
    }

    @Test
    void gives_parts_of_a_target() {
        // Given
        operator.initialise();
        UUID release = operator.draft("debian", "2", image);
        operator.add(operator.image(release, "debian", "2", image));
        String file = "/repository/" + tenant + "/targets/" + sha256(image) + ".debian/2/rootfs";

        // When
        var part = given().header("Range", "bytes=1000-1999").get(file);
        var beyond = given().header("Range", "bytes=300000-").get(file);

        // Then
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.header("Content-Range")).isEqualTo("bytes 1000-1999/300000");
        assertThat(part.asByteArray()).isEqualTo(Arrays.copyOfRange(image, 1000, 2000));
        assertThat(beyond.statusCode()).isEqualTo(416);
    }

    @Test
    void shows_nothing_to_the_public_that_is_not_published() {
        // Given
        operator.initialise();
        operator.draft("debian", "2", image);

        // When, Then
        given().get("/repository/" + tenant + "/targets/debian/2/" + sha256(image) + ".rootfs")
                .then()
                .statusCode(404);
        given().get("/repository/" + tenant + "/metadata/9.targets.json").then().statusCode(404);
        given().get("/repository/" + tenant + "/metadata/..%2f..%2fx.json")
                .then()
                .statusCode(anyOf(is(400), is(404)));
    }

    private Device device() {
        return new Device(tenant, operator.root.bytes());
    }

    private static String reason(UUID event) {
        return header(Events.first(DEAD, r -> header(r, "ce_id").equals(event.toString())), "slipway_reason");
    }

    private static String pathReady(String tenant, UUID release, byte[] image, byte[] payload) {
        return """
                {"tenant":"%s","releaseId":"%s","component":"rootfs","kind":"full","image":{"sha256":"%s","length":%d},
                 "payload":{"sha256":"%s","length":%d,"indexSha256":"%s","indexLength":20},"readyAt":"2026-11-21T10:00:00Z","more":1}""".formatted(
                        tenant, release, sha256(image), image.length, sha256(payload), payload.length, sha256(payload));
    }
}
