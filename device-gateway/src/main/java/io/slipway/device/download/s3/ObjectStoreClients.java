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
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

import io.minio.MinioClient;
import okhttp3.OkHttpClient;

/** Makes clients of the object store. */
public final class ObjectStoreClients {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration SILENCE = Duration.ofSeconds(20);

    private ObjectStoreClients() {}

    /**
     * A client for {@code endpoint}.
     *
     * @param region as in the store's configuration; given, so that the client never asks
     * @param trustCertificate PEM file with the authorities to trust instead of the public ones
     * @throws IllegalStateException if that file is unusable
     */
    public static MinioClient create(
            URI endpoint, String region, String accessKey, String secretKey, Optional<Path> trustCertificate) {
        OkHttpClient.Builder http = new OkHttpClient.Builder()
                .connectTimeout(CONNECT)
                .readTimeout(SILENCE)
                .writeTimeout(SILENCE);
        trustCertificate.ifPresent(file -> trust(http, file));
        return MinioClient.builder()
                .endpoint(endpoint.toString())
                .region(region)
                .credentials(accessKey, secretKey)
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
