package io.slipway.artifact.publication.s3;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

import com.sun.net.httpserver.HttpServer;
import io.minio.MinioAsyncClient;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.slipway.artifact.publication.ObjectKey;
import io.slipway.artifact.publication.OpenObject;
import io.slipway.artifact.publication.Part;
import io.slipway.artifact.storage.ObjectMissingException;
import io.slipway.artifact.storage.StoreFullException;
import io.slipway.artifact.storage.StoreUnavailableException;
import io.slipway.artifact.storage.s3.StreamedPut;
import io.slipway.artifact.tenant.Tenant;
import io.slipway.metadata.digest.Sha256;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** An HTTP server that answers as full and failing stores of other makers do; {@link FullDiskTest} fills a real one. */
@SuppressWarnings("NullAway.Init")
class S3FaultsTest {

    private static final OpenObject OPEN =
            new OpenObject(ObjectKey.staging(new Tenant("default"), new UUID(1, 2)), "session");

    private HttpServer server;
    private S3ArtifactStore store;
    private int status;
    private String code = "";
    private String answer = "<?xml version=\"1.0\"?><Error><Code>%s</Code><Message>no</Message></Error>";

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            byte[] answer = this.answer.formatted(code).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/xml");
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        OkHttpClient http = new OkHttpClient();
        URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        MinioAsyncClient client = MinioAsyncClient.builder()
                .endpoint(endpoint.toString())
                .region("us-east-1")
                .credentials("key", "secret-key")
                .httpClient(http)
                .build();
        store = new S3ArtifactStore(client, new StreamedPut(client, http, endpoint));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource({
        "507,XMinioStorageFull",
        "507,Anything",
        "400,QuotaExceeded",
        "403,XMinioAdminBucketQuotaExceeded",
        "503,InsufficientCapacity"
    })
    void says_that_the_store_is_full(int answered, String word) {
        status = answered;
        code = word;
        assertThatThrownBy(this::put).isInstanceOf(StoreFullException.class);
        assertThatThrownBy(this::putInOnePiece).isInstanceOf(StoreFullException.class);
        assertThatThrownBy(() -> store.complete(OPEN, List.of(new Part(1, 10, "tag"))))
                .isInstanceOf(StoreFullException.class);
    }

    @ParameterizedTest
    @CsvSource({"500,InternalError", "503,SlowDown", "403,AccessDenied"})
    void says_that_the_store_does_not_serve(int answered, String word) {
        status = answered;
        code = word;
        assertThatThrownBy(this::put).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(this::putInOnePiece).isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void says_that_the_store_does_not_speak_s3() {
        status = 502;
        answer = "<html>";
        assertThatThrownBy(this::putInOnePiece).isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void says_that_an_upload_is_gone() {
        status = 404;
        code = "NoSuchUpload";
        assertThatThrownBy(() -> store.complete(OPEN, List.of(new Part(1, 10, "tag"))))
                .isInstanceOf(ObjectMissingException.class);
    }

    @Test
    void says_that_nobody_listens() {
        server.stop(0);
        assertThatThrownBy(this::put).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(this::putInOnePiece).isInstanceOf(StoreUnavailableException.class);
    }

    private String put() {
        return store.await(store.putPart(OPEN, 1, new byte[10], 10));
    }

    private void putInOnePiece() {
        byte[] bytes = new byte[10];
        store.put(OPEN.key(), bytes.length, Sha256.of(bytes), out -> out.write(bytes));
    }
}
