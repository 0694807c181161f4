package io.slipway.artifact.publication;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

import io.slipway.artifact.Api;
import io.slipway.artifact.tenant.Tenant;
import io.slipway.engines.Engine;
import io.slipway.engines.EngineTestResource;
import io.slipway.metadata.digest.Sha256;

import static io.slipway.artifact.Api.bytes;
import static io.slipway.artifact.Api.sha256;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class ResumableUploadTest {

    private static final int PART = 8 << 20;

    @Inject
    Leftovers leftovers;

    @Inject
    Uploads uploads;

    @Inject
    ArtifactStore store;

    @Inject
    Artifacts artifacts;

    @Inject
    Digests digests;

    @Inject
    UploadLimits limits;

    private final Api api = new Api();

    @Test
    void takes_an_artifact_in_several_requests() {
        // Given
        byte[] image = bytes(1, 2 * PART + 777);
        String upload = api.begin(image.length, sha256(image));

        // When: the first request ends within the second part
        Api.Answer first = api.append(upload, 0, Arrays.copyOf(image, PART + 1000));
        long offset = offset(upload);
        Api.Answer second = api.append(upload, offset, Arrays.copyOfRange(image, (int) offset, image.length));
        Api.Answer complete = complete(upload);

        // Then
        assertThat(first.status()).isEqualTo(204);
        assertThat(first.headers().firstValue("Upload-Offset")).contains(Integer.toString(PART));
        assertThat(offset).isEqualTo(PART);
        assertThat(second.status()).isEqualTo(204);
        assertThat(complete.status()).isEqualTo(201);
        assertThat(leftovers.digestOf(api.tenant(), sha256(image))).isEqualTo(sha256(image));
        assertThat(leftovers.of(api.tenant())).isEmpty();
    }

    @Test
    void takes_an_artifact_whose_digest_nobody_knows_beforehand() {
        // Given
        byte[] image = bytes(2, PART + 1);
        String upload = begin(image.length);

        // When
        api.append(upload, 0, image);
        Api.Answer complete = complete(upload);

        // Then
        assertThat(complete.status()).isEqualTo(201);
        assertThat(complete.member("sha256")).isEqualTo(sha256(image));
        assertThat(leftovers.of(api.tenant())).isEmpty();
    }

    @Test
    void needs_no_bytes_that_are_there() {
        // Given
        byte[] image = bytes(3, 1000);
        api.publish(image);

        // When, Then
        api.request()
                .contentType("application/json")
                .body("{\"length\":1000,\"sha256\":\"" + sha256(image) + "\"}")
                .post("/api/v1/uploads")
                .then()
                .statusCode(200);
    }

    @Test
    void says_where_to_go_on_when_the_offset_is_another() {
        // Given
        byte[] image = bytes(4, PART + 5);
        String upload = api.begin(image.length, sha256(image));
        api.append(upload, 0, Arrays.copyOf(image, PART));

        // When
        Api.Answer answer = api.append(upload, 7, new byte[10]);

        // Then
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.problem()).isEqualTo("upload-wrong-offset");
        assertThat(answer.headers().firstValue("Upload-Offset")).contains(Integer.toString(PART));
    }

    @Test
    void refuses_more_bytes_than_announced() {
        String upload = api.begin(10, sha256(bytes(5, 10)));
        assertThat(api.append(upload, 0, new byte[11]).problem()).isEqualTo("upload-too-long");
        assertThat(api.append(upload, 0, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[11])))
                        .problem())
                .isEqualTo("upload-too-long");
    }

    @Test
    void refuses_to_complete_while_bytes_are_missing_and_goes_on_after() {
        // Given
        byte[] image = bytes(6, PART + 5);
        String upload = api.begin(image.length, sha256(image));
        api.append(upload, 0, Arrays.copyOf(image, PART));

        // When
        Api.Answer early = complete(upload);
        api.append(upload, PART, Arrays.copyOfRange(image, PART, image.length));
        Api.Answer late = complete(upload);

        // Then
        assertThat(early.status()).isEqualTo(422);
        assertThat(early.problem()).isEqualTo("upload-truncated");
        assertThat(late.status()).isEqualTo(201);
    }

    @Test
    void abandons_an_upload_with_another_digest_than_declared() {
        // Given
        String upload = api.begin(10, sha256(bytes(7, 10)));
        api.append(upload, 0, bytes(8, 10));

        // When
        Api.Answer answer = complete(upload);

        // Then
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.problem()).isEqualTo("upload-wrong-digest");
        assertThat(leftovers.everythingOf(api.tenant())).isEmpty();
        api.request().head(upload).then().statusCode(404);
    }

    @Test
    void refuses_an_upload_without_bytes_and_one_that_is_too_large() {
        assertThat(beginAnswer(0)).isEqualTo("upload-empty");
        assertThat(beginAnswer((64L << 20) + 1)).isEqualTo("upload-too-large");
    }

    @Test
    void forgets_an_abandoned_upload() {
        // Given
        String upload = begin(PART + 5);
        api.append(upload, 0, bytes(9, PART));

        // When
        api.request().delete(upload).then().statusCode(204);

        // Then
        assertThat(leftovers.everythingOf(api.tenant())).isEmpty();
        api.request().delete(upload).then().statusCode(404);
    }

    @Test
    void does_not_show_an_upload_to_another_tenant() {
        String upload = begin(10);
        new Api().request().head(upload).then().statusCode(404);
        assertThat(new Api().append(upload, 0, new byte[10]).status()).isEqualTo(404);
    }

    @Test
    void completes_once_however_many_ask_at_the_same_time() {
        // Given
        byte[] image = bytes(10, PART + 100);
        String upload = api.begin(image.length, sha256(image));
        api.append(upload, 0, image);

        // When
        List<CompletableFuture<Api.Answer>> all = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            all.add(CompletableFuture.supplyAsync(() -> complete(upload)));
        }
        List<Integer> statuses = all.stream().map(a -> a.join().status()).toList();

        // Then
        assertThat(statuses).isSubsetOf(201, 200, 423);
        assertThat(statuses.stream().filter(s -> s == 201)).hasSize(1);
        assertThat(complete(upload).status()).isEqualTo(200);
        assertThat(leftovers.digestOf(api.tenant(), sha256(image))).isEqualTo(sha256(image));
    }

    @Test
    void keeps_whole_parts_of_a_connection_that_breaks_and_goes_on_in_a_new_process() throws IOException {
        // Given an upload whose first request broke off within the second part
        byte[] image = bytes(11, 2 * PART + 50);
        Tenant tenant = new Tenant(api.tenant());
        UUID id = id(api.begin(image.length, sha256(image)));
        InputStream breaking =
                new SequenceInputStream(new ByteArrayInputStream(image, 0, PART + 4000), new BrokenStream());
        try {
            freshProcess().receive(tenant, id, 0, breaking);
        } catch (IOException e) {
            assertThat(e).hasMessage("connection reset");
        }

        // When a process that has nothing in memory goes on
        long offset = uploads.find(tenant, id).orElseThrow().received();
        freshProcess()
                .receive(
                        tenant, id, offset, new ByteArrayInputStream(image, (int) offset, image.length - (int) offset));

        // Then
        assertThat(offset).isEqualTo(PART);
        assertThat(complete("/api/v1/uploads/" + id).status()).isEqualTo(201);
        assertThat(leftovers.digestOf(api.tenant(), sha256(image))).isEqualTo(sha256(image));
    }

    @Test
    void goes_on_after_the_object_store_was_killed_in_the_middle() {
        // Given
        byte[] image = bytes(12, 3 * PART);
        String upload = api.begin(image.length, sha256(image));
        api.append(upload, 0, Arrays.copyOf(image, PART));
        Engine engine = EngineTestResource.engine("s3");

        // When
        engine.kill();
        Api.Answer during = api.append(upload, PART, Arrays.copyOfRange(image, PART, image.length));
        Api.Answer whole = api.publish(bytes(13, PART));
        engine.restart();
        long offset = offset(upload);
        Api.Answer after = api.append(upload, offset, Arrays.copyOfRange(image, (int) offset, image.length));

        // Then
        assertThat(during.status()).isEqualTo(503);
        assertThat(during.problem()).isEqualTo("object-store-unavailable");
        assertThat(during.headers().firstValue("Retry-After")).isPresent();
        assertThat(whole.status()).isEqualTo(503);
        assertThat(after.status()).isEqualTo(204);
        assertThat(complete(upload).status()).isEqualTo(201);
        assertThat(leftovers.digestOf(api.tenant(), sha256(image))).isEqualTo(sha256(image));
    }

    @Test
    void reaps_what_interrupted_uploads_have_left() {
        // Given an upload that nobody goes on with, and a multipart upload and an object that no row knows
        api.append(begin(2 * PART), 0, bytes(14, PART));
        Tenant tenant = new Tenant(api.tenant());
        store.begin(ObjectKey.staging(tenant, UUID.randomUUID()));
        byte[] lost = bytes(15, 100);
        ObjectKey place = ObjectKey.of(tenant, Sha256.of(lost));
        OpenObject open = store.begin(place);
        store.complete(open, List.of(new Part(1, 100, store.await(store.putPart(open, 1, lost, 100)))));
        byte[] kept = bytes(16, 100);
        assertThat(api.publish(kept).status()).isEqualTo(201);

        // When
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(3));
        AbandonUpload abandon = new AbandonUpload(store, uploads, new UploadHolds(uploads, later));
        new ReapUploads(store, uploads, artifacts, abandon, later, Duration.ofDays(2)).reap();

        // Then
        assertThat(leftovers.everythingOf(api.tenant()))
                .containsExactly("object " + api.tenant() + "/sha256/" + sha256(kept));
    }

    /** The use case as another process of this service has it. */
    private ReceiveBytes freshProcess() {
        PartMemory memory = new PartMemory(limits.memory(), Duration.ofSeconds(5));
        return new ReceiveBytes(
                uploads,
                new PartPump(store, uploads, digests, memory, limits),
                new UploadHolds(uploads, Clock.systemUTC()));
    }

    private String begin(long length) {
        return api.request()
                .contentType("application/json")
                .body("{\"length\":" + length + "}")
                .post("/api/v1/uploads")
                .then()
                .statusCode(201)
                .extract()
                .header("Location");
    }

    private String beginAnswer(long length) {
        return api.send(
                        "POST",
                        "/api/v1/uploads",
                        BodyPublishers.ofString("{\"length\":" + length + "}"),
                        Map.of("Content-Type", "application/json"))
                .problem();
    }

    private long offset(String upload) {
        return Long.parseLong(
                api.request().head(upload).then().statusCode(200).extract().header("Upload-Offset"));
    }

    private Api.Answer complete(String upload) {
        return api.send("POST", URI.create(upload).getPath() + "/complete", BodyPublishers.noBody(), Map.of());
    }

    private static UUID id(String upload) {
        return UUID.fromString(upload.substring(upload.lastIndexOf('/') + 1));
    }

    private static final class BrokenStream extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("connection reset");
        }
    }
}
