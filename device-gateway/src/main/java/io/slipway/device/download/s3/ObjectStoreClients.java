package io.slipway.device.download.s3;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

import io.minio.MinioClient;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;

import io.slipway.device.ObjectStoreConfiguration;

/** Makes clients of the object store. */
public final class ObjectStoreClients {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration SILENCE = Duration.ofSeconds(20);
    private static final Duration LOOK = Duration.ofSeconds(3);

    private ObjectStoreClients() {}

    /**
     * A client for what the gateway reads.
     *
     * @throws IllegalStateException if the file with the authorities to trust is unusable
     */
    public static MinioClient forContent(ObjectStoreConfiguration store) {
        OkHttpClient.Builder http = new OkHttpClient.Builder()
                .connectTimeout(CONNECT)
                .readTimeout(SILENCE)
                .writeTimeout(SILENCE);
        return client(store, store.endpoint(), http);
    }

    /**
     * A client for looking whether something is there: it waits for each answer 3 seconds at most.
     *
     * @param atOnce how many looks it takes at once
     * @throws IllegalStateException if the file with the authorities to trust is unusable
     */
    public static MinioClient forLooks(ObjectStoreConfiguration store, int atOnce) {
        Dispatcher dispatcher = new Dispatcher();
        dispatcher.setMaxRequests(atOnce);
        dispatcher.setMaxRequestsPerHost(atOnce);
        return client(
                store,
                store.endpoint(),
                new OkHttpClient.Builder().dispatcher(dispatcher).callTimeout(LOOK));
    }

    /** A client that only signs links to {@code endpoint}, and never asks it. */
    public static MinioClient forLinks(ObjectStoreConfiguration store, URI endpoint) {
        return client(store, endpoint, new OkHttpClient.Builder());
    }

    /** The region is given, so that the client never asks for it. */
    private static MinioClient client(ObjectStoreConfiguration store, URI endpoint, OkHttpClient.Builder http) {
        store.trustCertificate().ifPresent(file -> trust(http, file));
        return MinioClient.builder()
                .endpoint(endpoint.toString())
                .region(store.region())
                .credentials(store.accessKey(), store.secretKey())
                .httpClient(http.build())
                .build();
    }

    private static void trust(OkHttpClient.Builder http, Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore authorities = KeyStore.getInstance("PKCS12");
            authorities.load(null, null);
            int number = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                authorities.setCertificateEntry("authority-" + number++, certificate);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(authorities);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            http.sslSocketFactory(context.getSocketFactory(), (X509TrustManager) trust.getTrustManagers()[0]);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("slipway.object-store.trust-certificate=" + file + " cannot be used", e);
        }
    }
}
