package io.slipway.delta.generation.s3;

import java.time.Duration;
import java.util.List;

import io.minio.MinioAsyncClient;
import io.minio.MinioClient;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/** Makes the clients of the object store. */
@Singleton
class StoreClient {

    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** A store may take this long to assemble a large upload. */
    private static final Duration SILENCE = Duration.ofMinutes(2);

    @Produces
    @Singleton
    MinioClient client(ObjectStoreConfig config) {
        return MinioClient.builder()
                .endpoint(config.endpoint().toString())
                .region(config.region())
                .credentials(config.accessKey(), config.secretKey())
                .httpClient(http(config), true)
                .build();
    }

    /** For the few requests that the other client has not. */
    @Produces
    @Singleton
    MinioAsyncClient asyncClient(ObjectStoreConfig config) {
        return MinioAsyncClient.builder()
                .endpoint(config.endpoint().toString())
                .region(config.region())
                .credentials(config.accessKey(), config.secretKey())
                .httpClient(http(config), true)
                .build();
    }

    private static OkHttpClient http(ObjectStoreConfig config) {
        OkHttpClient.Builder http = new OkHttpClient.Builder()
                .protocols(List.of(Protocol.HTTP_1_1))
                .connectTimeout(CONNECT)
                .readTimeout(SILENCE)
                .writeTimeout(SILENCE);
        config.trustCertificate().ifPresent(pem -> StoreTrust.restrict(http, pem));
        return http.build();
    }

    void close(@Disposes MinioClient client) throws Exception {
        client.close();
    }

    void close(@Disposes MinioAsyncClient client) throws Exception {
        client.close();
    }
}
