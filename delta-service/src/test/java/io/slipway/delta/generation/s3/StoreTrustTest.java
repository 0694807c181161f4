package io.slipway.delta.generation.s3;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Against a TLS server of the Java platform, with certificates made by its {@code keytool}. */
class StoreTrustTest {

    private static final String PASSWORD = "changeit";

    @TempDir
    Path directory;

    private HttpsServer server;

    @BeforeEach
    void serve() throws Exception {
        makeCertificate("store");
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(identity("store")));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void a_store_whose_certificate_is_in_the_file_is_trusted() throws Exception {
        assertThat(get(directory.resolve("store.pem"))).isEqualTo(204);
    }

    @Test
    void a_store_with_another_certificate_is_not() throws Exception {
        makeCertificate("stranger");

        assertThatThrownBy(() -> get(directory.resolve("stranger.pem"))).isInstanceOf(SSLHandshakeException.class);
    }

    @Test
    void a_file_without_certificates_stops_the_start() throws Exception {
        Path empty = Files.createFile(directory.resolve("empty.pem"));

        assertThatThrownBy(() -> StoreTrust.restrict(new OkHttpClient.Builder(), empty))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("slipway.object-store.trust-certificate")
                .hasMessageContaining("no certificate");
    }

    @Test
    void a_missing_file_stops_the_start() {
        assertThatThrownBy(() -> StoreTrust.restrict(new OkHttpClient.Builder(), directory.resolve("missing.pem")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("missing.pem");
    }

    private int get(Path trusted) throws Exception {
        OkHttpClient.Builder client = new OkHttpClient.Builder();
        StoreTrust.restrict(client, trusted);
        Request request = new Request.Builder()
                .url("https://localhost:" + server.getAddress().getPort() + "/")
                .build();
        try (Response response = client.build().newCall(request).execute()) {
            return response.code();
        }
    }

    private void makeCertificate(String name) throws Exception {
        List<String> key =
                List.of("-genkeypair", "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "san=dns:localhost");
        keytool(name, key);
        keytool(
                name,
                List.of(
                        "-exportcert",
                        "-rfc",
                        "-file",
                        directory.resolve(name + ".pem").toString()));
    }

    private void keytool(String name, List<String> arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(arguments);
        command.addAll(List.of("-alias", name, "-storepass", PASSWORD));
        command.addAll(List.of("-keystore", directory.resolve(name + ".p12").toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    private SSLContext identity(String name) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(directory.resolve(name + ".p12"))) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }
}
