package io.slipway.delta.generation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.slipway.delta.generation.FindChain.Finding;
import io.slipway.delta.generation.Making.Made;
import io.slipway.delta.generation.Making.Refused;
import io.slipway.delta.generation.PayloadJob.Generating;
import io.slipway.payload.create.CreateDelta;
import io.slipway.payload.create.CreatePayload;
import io.slipway.payload.create.CreatedPayload;
import io.slipway.payload.create.CreationSettings;
import io.slipway.payload.create.DeltaSettings;
import io.slipway.payload.index.IndexReference;
import io.slipway.payload.index.Sha256;

import static org.assertj.core.api.Assertions.assertThat;

/** Older versions from newer ones, with the real format and stores in memory. Version 0 is the newest. */
class ChainTest {

    private static final int VERSIONS = 4;
    private static final CreatePayload CREATION = new CreatePayload(CreationSettings.withThreads(1));

    private final MemoryStores stores = new MemoryStores();
    private final MemoryJob jobs = new MemoryJob(new Generating(
            new Way.Full(image(0)), 0, new Lease(UUID.randomUUID(), Instant.parse("2026-11-21T10:00:00Z"))));
    private final List<byte[]> contents = new ArrayList<>();
    private final List<Image> versions = new ArrayList<>();

    @TempDir
    Path directory;

    @BeforeEach
    void make_a_full_payload_of_each_version_and_a_delta_back_to_it() throws Exception {
        byte[] content = new byte[200_000];
        new Random(7).nextBytes(content);
        for (int i = 0; i < VERSIONS; i++) {
            content = content.clone();
            content[50_000 * i] ^= 1;
            contents.add(content);
            versions.add(new Image("default", Sha256.ofContent(content), content.length));
            jobs.hasPayload(new Way.Full(versions.get(i)), full(content));
            if (i > 0) {
                jobs.hasPayload(back(i).delta(), delta(contents.get(i - 1), content));
            }
        }
    }

    @Test
    void a_cold_image_is_made_of_the_nearest_warm_version_and_the_deltas_after_it() throws Exception {
        // Given that version 1 is warm
        jobs.keepsBy(back(2));
        jobs.keepsBy(back(3));

        // When
        byte[] made = fetched(3);

        // Then
        assertThat(made).isEqualTo(contents.get(3));
        assertThat(chainTo(3).start()).isEqualTo(versions.get(1));
        assertThat(chainTo(3).links()).hasSize(2);
        assertThat(directory.resolve("workspace")).isDirectoryContaining(file -> file.endsWith("image"));
        assertThat(Files.list(directory.resolve("workspace"))).hasSize(2);
    }

    @Test
    void the_room_that_a_chain_takes_is_known_before() {
        // Given
        jobs.keepsBy(back(1));
        FetchImage images = new FetchImage(stores, stores, jobs);

        // Then two images and what is unpacked of them, and nothing for a warm one
        assertThat(images.extraBytes(versions.get(1))).isEqualTo(2 * 200_000 + 8 * 2 * 200_000);
        assertThat(images.extraBytes(versions.get(0))).isZero();
    }

    @Test
    void an_original_that_is_there_needs_no_chain() throws Exception {
        // Given
        jobs.keepsBy(back(1));
        stores.add(contents.get(1));

        // When
        byte[] made = fetched(1);

        // Then
        assertThat(made).isEqualTo(contents.get(1));
        assertThat(stores.reads()).isZero();
    }

    @Test
    void a_delta_that_is_lost_breaks_the_chain_and_is_named() throws Exception {
        // Given
        jobs.keepsBy(back(1));
        jobs.keepsBy(back(2));
        stores.payloads().remove("default/" + delta(2).sha256());

        // When
        Optional<Reason> reason = fetch(2);

        // Then
        assertThat(reason).hasValueSatisfying(broken -> {
            assertThat(broken.code()).isEqualTo("chain-broken");
            assertThat(broken.detail()).contains(delta(2).sha256().hex());
        });
        assertThat(new CheckChain(stores, jobs).fault(versions.get(2))).isEqualTo(reason);
        assertThat(new CheckChain(stores, jobs).fault(versions.get(1))).isEmpty();
    }

    @Test
    void a_delta_with_other_bytes_is_refused() throws Exception {
        // Given
        jobs.keepsBy(back(1));
        stores.payloads().computeIfPresent("default/" + delta(1).sha256(), (_, bytes) -> {
            byte[] other = bytes.clone();
            other[other.length - 1] ^= 1;
            return other;
        });

        // When
        Optional<Reason> reason = fetch(1);

        // Then
        assertThat(reason)
                .hasValueSatisfying(broken -> assertThat(broken.code()).isEqualTo("chain-broken"));
    }

    @Test
    void a_delta_to_another_image_than_its_job_says_is_refused() throws Exception {
        // Given
        jobs.keepsBy(back(1));
        jobs.hasPayload(back(1).delta(), delta(contents.get(0), contents.get(3)));

        // When
        Optional<Reason> reason = fetch(1);

        // Then
        assertThat(reason)
                .hasValueSatisfying(broken -> assertThat(broken.code()).isEqualTo("chain-broken"));
    }

    @Test
    void a_chain_has_ten_links_and_not_one_more() {
        // Given a cold image behind another, eleven times
        for (int i = 1; i <= 11; i++) {
            Way.Back way = new Way.Back(image(100 + i - 1), image(100 + i));
            jobs.hasPayload(way.delta(), payload(i));
            jobs.keepsBy(way);
        }
        jobs.hasPayload(new Way.Full(image(100)), payload(0));

        // Then
        FindChain chains = new FindChain(jobs);
        assertThat(chains.to(image(110)))
                .hasValueSatisfying(finding -> assertThat(finding).isInstanceOf(Finding.Found.class));
        assertThat(chains.to(image(111)))
                .hasValueSatisfying(finding -> assertThat(finding).isInstanceOf(Finding.Broken.class));
    }

    @Test
    void a_way_back_is_proven_by_the_payload_that_is_stored() throws Exception {
        assertThat(prove(back(1))).isEqualTo(new Made(fullOf(1)));
    }

    @Test
    void a_way_back_does_not_count_on_what_it_makes_dispensable() throws Exception {
        // Given that version 1 is kept by version 2
        Way.Back round = new Way.Back(versions.get(2), versions.get(1));
        jobs.hasPayload(round.delta(), delta(contents.get(2), contents.get(1)));
        jobs.keepsBy(round);

        // When version 2 shall be kept by version 1
        Making making = prove(back(2));

        // Then
        assertThat(making).isInstanceOfSatisfying(Making.Failed.class, failed -> assertThat(
                        failed.reason().code())
                .isEqualTo("chain-broken"));
    }

    @Test
    void a_delta_that_is_not_there_yet_is_no_final_answer() throws Exception {
        Way.Back far = new Way.Back(versions.get(0), versions.get(2));

        assertThat(prove(far)).isInstanceOfSatisfying(Making.Failed.class, failed -> assertThat(
                        failed.reason().code())
                .isEqualTo("delta-missing"));
    }

    @Test
    void a_payload_that_does_not_come_out_the_same_is_no_proof() throws Exception {
        // Given
        StoredPayload stored = fullOf(1);
        jobs.hasPayload(
                new Way.Full(versions.get(1)),
                new StoredPayload(Sha256.ofContent(new byte[1]), stored.length(), stored.index()));

        // Then
        assertThat(prove(back(1))).isInstanceOfSatisfying(Refused.class, refused -> assertThat(
                        refused.reason().code())
                .isEqualTo("payload-differs"));
    }

    private Making prove(Way.Back way) throws Exception {
        Workspace workspace = new Workspace(Files.createDirectories(directory.resolve("workspace")));
        return new BackMaker(stores, jobs, CREATION).make(way, workspace, (_, _, _) -> {});
    }

    private byte[] fetched(int version) throws Exception {
        assertThat(fetch(version)).isEmpty();
        return Files.readAllBytes(directory.resolve("workspace/image"));
    }

    private Optional<Reason> fetch(int version) throws Exception {
        Workspace workspace = new Workspace(Files.createDirectories(directory.resolve("workspace")));
        return new FetchImage(stores, stores, jobs)
                .fetch(versions.get(version), workspace.image(), workspace, done -> assertThat(done)
                        .isLessThanOrEqualTo(200_000));
    }

    private Chain chainTo(int version) {
        return ((Finding.Found) new FindChain(jobs).to(versions.get(version)).orElseThrow()).chain();
    }

    private Way.Back back(int version) {
        return new Way.Back(versions.get(version - 1), versions.get(version));
    }

    private StoredPayload delta(int version) {
        return jobs.payload(back(version).delta()).orElseThrow();
    }

    private StoredPayload fullOf(int version) {
        return jobs.fullPayload(versions.get(version)).orElseThrow();
    }

    private StoredPayload full(byte[] content) throws Exception {
        Path image = Files.write(Files.createTempFile(directory, "image", ""), content);
        Path payload = directory.resolve(UUID.randomUUID().toString());
        return store(CREATION.create(image, payload, _ -> {}), payload);
    }

    private StoredPayload delta(byte[] from, byte[] to) throws Exception {
        Path source = Files.write(Files.createTempFile(directory, "source", ""), from);
        Path image = Files.write(Files.createTempFile(directory, "image", ""), to);
        Path payload = directory.resolve(UUID.randomUUID().toString());
        Path scratch = Files.createTempDirectory(directory, "scratch");
        return store(
                new CreateDelta(DeltaSettings.withThreads(1))
                        .create(source, image, payload, scratch, _ -> {})
                        .payload(),
                payload);
    }

    private StoredPayload store(CreatedPayload created, Path file) throws Exception {
        StoredPayload payload = StoredPayload.of(created);
        stores.put("default", payload, file);
        return payload;
    }

    private static StoredPayload payload(int number) {
        Sha256 digest = Sha256.ofContent(new byte[] {(byte) number});
        return new StoredPayload(digest, 1, new IndexReference(80, digest));
    }

    private static Image image(int number) {
        return new Image("default", Sha256.ofContent(new byte[] {(byte) number, 1}), 10);
    }
}
