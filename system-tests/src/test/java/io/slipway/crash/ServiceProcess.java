package io.slipway.crash;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.slipway.engines.process.EngineLog;
import io.slipway.engines.process.LeashedProcess;
import io.slipway.engines.process.Waiting;

import static org.assertj.core.api.Assertions.assertThat;

/** A packaged service in a process that can be killed and started again with the same configuration. One thread. */
final class ServiceProcess implements AutoCloseable {

    private static final Path ROOT = Path.of(System.getProperty("slipway.root"));
    private static final Duration TIME_TO_START = Duration.ofMinutes(2);
    private static final Duration TIME_TO_STOP = Duration.ofSeconds(30);
    private static final String OPERATOR = "operator";

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final String service;
    private final Path directory;
    private final Map<String, String> environment;
    private final int port = freePort();
    private final int managementPort = freePort();
    private LeashedProcess process;

    /**
     * Starts the service and waits until it is ready.
     *
     * @param service name of its folder
     * @param directory for its log
     * @param configuration keys with their values
     */
    ServiceProcess(String service, Path directory, Map<String, String> configuration) {
        this.service = service;
        this.directory = directory;
        this.environment = new HashMap<>();
        configuration.forEach((key, value) -> environment.put(variable(key), value));
        environment.put("SLIPWAY_OPERATOR_PASSWORD", OPERATOR);
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        environment.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(managementPort));
        this.process = launch();
    }

    /** Ends it by SIGKILL. */
    void kill() {
        process.kill();
    }

    /** Starts it again after it was killed. */
    void restart() {
        process = launch();
    }

    /** What the service answers an operator. */
    JsonNode get(String path) {
        String login = Base64.getEncoder().encodeToString((OPERATOR + ":" + OPERATOR).getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Basic " + login)
                .build();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return json.readTree(answer.body());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        process.stop(TIME_TO_STOP);
        http.close();
    }

    private LeashedProcess launch() {
        Path jar = ROOT.resolve(service).resolve("target/quarkus-app/quarkus-run.jar");
        assertThat(jar).as("the packaged " + service).exists();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx768m", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of("--sun-misc-unsafe-memory-access=allow", "-jar", jar.toString()));
        EngineLog log = new EngineLog(directory.resolve(service + ".log"));
        LeashedProcess started = LeashedProcess.start(
                new LeashedProcess.Program(service, command, environment, directory, log.file(), "TERM", TIME_TO_STOP));
        Waiting.until(TIME_TO_START, Duration.ofMillis(100), () -> !started.isAlive() || isReady());
        assertThat(started.isAlive() && isReady()).as(log::tail).isTrue();
        return started;
    }

    private boolean isReady() {
        URI health = URI.create("http://127.0.0.1:" + managementPort + "/q/health/ready");
        try {
            HttpRequest request = HttpRequest.newBuilder(health).build();
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The name by which MicroProfile Config looks a key up in the environment. */
    private static String variable(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
