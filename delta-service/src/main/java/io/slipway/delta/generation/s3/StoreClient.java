package io.slipway.delta.generation.s3;

import java.time.Duration;
import java.util.List;

import io.minio.MinioClient;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/** Makes the client of the object store. */
@Singleton
class StoreClient {

    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** A store may take this long to assemble a large upload. */
    private static final Duration SILENCE = Duration.ofMinutes(2);

    @Produces
    @Singleton
    MinioClient client(ObjectStoreConfig config) {
        OkHttpClient.Builder http = new OkHttpClient.Builder()
                .protocols(List.of(Protocol.HTTP_1_1))
                .connectTimeout(CONNECT)
                .readTimeout(SILENCE)
                .writeTimeout(SILENCE);
        config.trustCertificate().ifPresent(pem -> StoreTrust.restrict(http, pem));
        return MinioClient.builder()
                .endpoint(config.endpoint().toString())
                .region(config.region())
                .credentials(config.accessKey(), config.secretKey())
                .httpClient(http.build(), true)
                .build();
    }

    void close(@Disposes MinioClient client) throws Exception {
        client.close();
    }
}
