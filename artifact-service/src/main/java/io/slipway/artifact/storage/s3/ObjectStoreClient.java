package io.slipway.artifact.storage.s3;

import java.util.List;
import java.util.concurrent.TimeUnit;

import io.minio.MinioAsyncClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/** Makes the one S3 client of this service. Retries are the callers' business, so the client makes none of its own. */
@ApplicationScoped
class ObjectStoreClient {

    private static final int MOST_REQUESTS = 32;
    private static final int CONNECT_SECONDS = 5;

    /** As long as a store may take to put the parts of a very large object together. */
    private static final int READ_SECONDS = 600;

    private static final int WRITE_SECONDS = 60;

    @Produces
    @Singleton
    MinioAsyncClient client(ObjectStoreConfig config, OkHttpClient http) {
        return MinioAsyncClient.builder()
                .endpoint(config.endpoint().toString())
                .region(config.region())
                .credentials(config.accessKey(), config.secretKey())
                .httpClient(http, true)
                .build();
    }

    @Produces
    @Singleton
    StreamedPut put(MinioAsyncClient client, OkHttpClient http, ObjectStoreConfig config) {
        return new StreamedPut(client, http, config.endpoint());
    }

    void close(@Disposes MinioAsyncClient client) {
        client.close();
    }

    @Produces
    @Singleton
    OkHttpClient http(ObjectStoreConfig config) {
        Dispatcher dispatcher = new Dispatcher();
        dispatcher.setMaxRequests(MOST_REQUESTS);
        dispatcher.setMaxRequestsPerHost(MOST_REQUESTS);
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .protocols(List.of(Protocol.HTTP_1_1))
                .connectTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
                .writeTimeout(WRITE_SECONDS, TimeUnit.SECONDS)
                .readTimeout(READ_SECONDS, TimeUnit.SECONDS);
        config.trustCertificate()
                .map(ObjectStoreTrust::in)
                .ifPresent(trust -> builder.sslSocketFactory(trust.context().getSocketFactory(), trust.manager()));
        return builder.build();
    }
}
