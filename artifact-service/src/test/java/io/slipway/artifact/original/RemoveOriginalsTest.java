package io.slipway.artifact.original;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.slipway.artifact.Api;
import io.slipway.artifact.Events;
import io.slipway.artifact.publication.Artifacts;
import io.slipway.artifact.publication.DiscardOriginal;
import io.slipway.artifact.publication.Leftovers;
import io.slipway.artifact.publication.ReapUploads;
import io.slipway.artifact.tenant.Tenant;
import io.slipway.artifact.transaction.postgres.Transactions;
import io.slipway.metadata.digest.Sha256;

import static io.slipway.artifact.Api.sha256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
@SuppressWarnings("NullAway.Init")
class RemoveOriginalsTest {

    private static final Duration MONTH = Duration.ofDays(30);
    private static final PayloadSample SAMPLE = PayloadSample.of(4, 300_000);

    private final Api api = new Api();
    private final Tenant tenant = new Tenant(api.tenant());
    private final Sha256 digest = Sha256.of(SAMPLE.image());
    private final String original = "object " + api.tenant() + "/sha256/" + digest;

    @Inject
    RebuildableImages images;

    @Inject
    PayloadBucket payloads;

    @Inject
    PayloadObjects payloadObjects;

    @Inject
    DiscardOriginal discard;

    @Inject
    Artifacts artifacts;

    @Inject
    ReapUploads reapUploads;

    @Inject
    RemoveOriginals asConfigured;

    @Inject
    Leftovers leftovers;

    @Inject
    Transactions transactions;

    @BeforeEach
    void publish() {
        api.publish(SAMPLE.image(), sha256(SAMPLE.image()));
        payloadObjects.put(api.tenant(), SAMPLE.payload());
    }

    @Test
    void removes_the_original_a_month_after_the_proof_and_keeps_the_artifact() {
        prove(Instant.now());

        removeAfter(Duration.ofDays(29));
        assertThat(leftovers.everythingOf(api.tenant())).containsExactly(original);
        removeAfter(Duration.ofDays(31));
        removeAfter(Duration.ofDays(31));

        assertThat(leftovers.everythingOf(api.tenant())).isEmpty();
        api.request().get("/api/v1/artifacts/" + digest).then().statusCode(200);
    }

    @Test
    void keeps_originals_where_nothing_else_is_wanted() {
        prove(Instant.now().minus(MONTH.multipliedBy(2)));

        asConfigured.remove();

        assertThat(leftovers.everythingOf(api.tenant())).containsExactly(original);
    }

    @Test
    void keeps_the_original_a_month_after_it_came() {
        prove(Instant.now().minus(MONTH.multipliedBy(2)));

        removeAfter(Duration.ofDays(29));

        assertThat(leftovers.everythingOf(api.tenant())).containsExactly(original);
    }

    @Test
    void keeps_the_original_of_a_payload_that_is_not_there_unless_it_can_be_made_again() {
        prove(Instant.now());
        payloadObjects.replace(api.tenant(), SAMPLE.payload(), new byte[5]);

        removeAfter(Duration.ofDays(31));
        assertThat(leftovers.everythingOf(api.tenant())).containsExactly(original);
        payloadObjects.cool(api.tenant(), SAMPLE.payload());
        removeAfter(Duration.ofDays(31));

        assertThat(leftovers.everythingOf(api.tenant())).isEmpty();
    }

    @Test
    void keeps_what_was_proven_of_another_tenant_or_another_length() {
        Api other = new Api();
        PayloadSample longer = PayloadSample.of(5, 300_001);
        payloadObjects.put(other.tenant(), SAMPLE.payload());
        images.note(UUID.randomUUID(), SAMPLE.provenAt(other.tenant(), Instant.now()));
        images.note(
                UUID.randomUUID(),
                new RebuildableImage(
                        tenant,
                        longer.provenAt("x", Instant.EPOCH).image(),
                        SAMPLE.provenAt("x", Instant.EPOCH).payload(),
                        SAMPLE.provenAt("x", Instant.EPOCH).index(),
                        Instant.now()));

        removeAfter(Duration.ofDays(31));

        assertThat(leftovers.everythingOf(api.tenant())).containsExactly(original);
    }

    @Test
    void the_latest_proof_counts_however_often_and_in_whatever_order_they_come() {
        Instant now = Instant.parse("2026-11-21T12:00:00Z");
        PayloadSample remade = PayloadSample.of(6, 300_000);
        UUID first = UUID.randomUUID();
        images.note(first, SAMPLE.provenAt(api.tenant(), now));
        RebuildableImage later = new RebuildableImage(
                tenant,
                SAMPLE.provenAt("x", now).image(),
                remade.provenAt("x", now).payload(),
                remade.provenAt("x", now).index(),
                now.plusSeconds(60));

        images.note(UUID.randomUUID(), later);
        images.note(first, SAMPLE.provenAt(api.tenant(), now));
        images.note(UUID.randomUUID(), SAMPLE.provenAt(api.tenant(), now));

        assertThat(images.find(tenant, digest)).contains(later);
    }

    /** The ways in which an image comes. */
    enum Way {
        IN_ONE_PIECE,
        IN_PARTS,
        RESUMABLY
    }

    @ParameterizedTest
    @EnumSource
    void an_upload_brings_the_original_back(Way way) {
        prove(Instant.now());
        removeAfter(Duration.ofDays(31));
        assertThat(leftovers.everythingOf(api.tenant())).isEmpty();

        int status =
                switch (way) {
                    case IN_ONE_PIECE ->
                        api.publish(
                                        Api.field("sha256", sha256(SAMPLE.image())),
                                        Api.field("length", Integer.toString(SAMPLE.image().length)),
                                        Api.file(SAMPLE.image()))
                                .status();
                    case IN_PARTS -> api.publish(SAMPLE.image()).status();
                    case RESUMABLY -> resumably();
                };

        assertThat(status).isEqualTo(201);
        assertThat(leftovers.everythingOf(api.tenant())).containsExactly(original);
        assertThat(leftovers.digestOf(api.tenant(), digest.hex())).isEqualTo(digest.hex());
        removeAfter(Duration.ofDays(29));
        assertThat(leftovers.everythingOf(api.tenant())).containsExactly(original);
    }

    @Test
    void a_release_can_be_made_of_an_image_without_original() {
        prove(Instant.now());
        removeAfter(Duration.ofDays(31));

        api.request()
                .contentType("application/json")
                .body("""
                        {"name":"debian","version":"2","deviceTypes":["virtual-board"],
                         "components":[{"name":"rootfs","artifactSha256":"%s"}]}""".formatted(digest))
                .post("/api/v1/releases")
                .then()
                .statusCode(201);
    }

    @Test
    void an_upload_that_is_about_to_be_complete_keeps_its_bytes() {
        String upload = announced();

        boolean discarded = discard.discard(tenant, digest, Instant.now().plusSeconds(60));
        transactions.run(session -> session.createNativeQuery("update upload set announced = null where id = :id")
                .setParameter("id", id(upload))
                .executeUpdate());
        boolean later = discard.discard(tenant, digest, Instant.now().plusSeconds(60));

        assertThat(discarded).isFalse();
        assertThat(later).isTrue();
    }

    @Test
    void an_upload_waits_while_the_original_of_its_digest_is_removed() {
        assertThat(artifacts.beginRemovalOfOriginal(
                        tenant, digest, Instant.now().plusSeconds(60)))
                .isTrue();

        Api.Answer during = api.publish(SAMPLE.image(), sha256(SAMPLE.image()));
        artifacts.endRemoval(tenant, digest);
        Api.Answer after = api.publish(SAMPLE.image(), sha256(SAMPLE.image()));

        assertThat(during.problem()).isEqualTo("upload-busy");
        assertThat(after.status()).isEqualTo(201);
    }

    @Test
    void a_removal_that_broke_off_is_ended_by_another_process_and_by_one_alone() {
        artifacts.beginRemovalOfOriginal(tenant, digest, Instant.now().plusSeconds(60));
        reapUploads.reap();
        assertThat(leftovers.everythingOf(api.tenant())).containsExactly(original);

        transactions.run(session -> session.createNativeQuery(
                        "update artifact_removal set begun_at = now() - interval '11 minutes' where tenant = :tenant")
                .setParameter("tenant", api.tenant())
                .executeUpdate());
        assertThat(artifacts.beginRemoval(tenant, digest)).isTrue();
        assertThat(artifacts.beginRemoval(tenant, digest)).isFalse();
        transactions.run(session -> session.createNativeQuery(
                        "update artifact_removal set begun_at = now() - interval '11 minutes' where tenant = :tenant")
                .setParameter("tenant", api.tenant())
                .executeUpdate());
        reapUploads.reap();

        assertThat(leftovers.everythingOf(api.tenant())).isEmpty();
        assertThat(api.publish(SAMPLE.image(), sha256(SAMPLE.image())).status()).isEqualTo(201);
    }

    /** Tells that the image was made from its payload, and waits until the service knows. */
    private void prove(Instant provenAt) {
        Events.send(
                "slipway.delta.path.v1",
                api.tenant() + "/" + digest,
                "ImageRebuildable",
                SAMPLE.event(api.tenant(), provenAt));
        await().atMost(Duration.ofSeconds(30)).until(() -> images.find(tenant, digest), Optional::isPresent);
    }

    /** Removes what is due after this time. */
    private void removeAfter(Duration time) {
        Clock later = Clock.offset(Clock.systemUTC(), time);
        new RemoveOriginals(images, payloads, discard, new OriginalsPolicy(true, MONTH), later).remove();
    }

    private int resumably() {
        String upload = api.begin(SAMPLE.image().length, sha256(SAMPLE.image()));
        api.append(upload, 0, SAMPLE.image());
        return api.send("POST", URI.create(upload).getPath() + "/complete", BodyPublishers.noBody(), Map.of())
                .status();
    }

    /** An upload of the image that is as far as it can be without being complete. */
    private String announced() {
        String upload = api.request()
                .contentType("application/json")
                .body("{\"length\":" + SAMPLE.image().length + "}")
                .post("/api/v1/uploads")
                .then()
                .statusCode(201)
                .extract()
                .header("Location");
        transactions.run(session -> session.createNativeQuery("update upload set announced = :sha256 where id = :id")
                .setParameter("sha256", digest.hex())
                .setParameter("id", id(upload))
                .executeUpdate());
        return upload;
    }

    private static UUID id(String upload) {
        return UUID.fromString(upload.substring(upload.lastIndexOf('/') + 1));
    }
}
