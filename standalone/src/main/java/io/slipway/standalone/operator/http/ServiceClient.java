package io.slipway.standalone.operator.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

import io.slipway.standalone.Reason;
import io.slipway.standalone.StandaloneException;

/** One service's REST API, spoken to as the user {@code operator}. Thread-safe; calls block. */
public final class ServiceClient {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int FIRST_ERROR = 400;
    private static final int NOT_FOUND = 404;
    private static final int LONGEST_PROBLEM = 64 * 1024;

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final String name;
    private final URI base;
    private final String authorization;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    /**
     * @param name of the service, for messages
     * @param base for example {@code http://127.0.0.1:8081}
     */
    public ServiceClient(String name, URI base, String password) {
        this.name = name;
        this.base = base;
        byte[] credentials = ("operator:" + password).getBytes(StandardCharsets.UTF_8);
        this.authorization = "Basic " + Base64.getEncoder().encodeToString(credentials);
    }

    /** GET and read the answer. */
    <T> T get(String path, Class<T> type) {
        return read(send(request(path, PATIENCE).GET()), type);
    }

    /** GET and return the answer as it is, which is JSON. */
    String text(String path) {
        return new String(send(request(path, PATIENCE).GET()).body(), StandardCharsets.UTF_8);
    }

    /** GET and read something that need not be there. */
    <T> Optional<T> find(String path, Class<T> type) {
        return find(path).map(body -> read(path, body, type));
    }

    /** GET something that need not be there. */
    Optional<byte[]> find(String path) {
        try {
            HttpResponse<byte[]> response = attempt(request(path, PATIENCE).GET());
            if (response.statusCode() == NOT_FOUND) {
                return Optional.empty();
            }
            return Optional.of(successful(response).body());
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    /** GET something large, which the caller closes. */
    InputStream open(String path) {
        try {
            HttpResponse<InputStream> response =
                    http.send(request(path, PATIENCE).GET().build(), BodyHandlers.ofInputStream());
            if (response.statusCode() >= FIRST_ERROR) {
                try (InputStream problem = response.body()) {
                    throw refused(response.statusCode(), problem.readNBytes(LONGEST_PROBLEM));
                }
            }
            return response.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(new IOException("interrupted", e));
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    /** POST a value as JSON and read the answer. */
    <T> T post(String path, Object body, Class<T> type) {
        return read(post(path, body, PATIENCE), type);
    }

    /** POST a value as JSON. */
    HttpResponse<byte[]> post(String path, Object body, Duration patience) {
        return send(request(path, patience)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(write(body))));
    }

    /** POST without a body. */
    HttpResponse<byte[]> post(String path, Duration patience) {
        return send(request(path, patience).POST(BodyPublishers.noBody()));
    }

    /** A request with authorization, to be completed. */
    HttpRequest.Builder request(String path, Duration patience) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(patience).header("Authorization", authorization);
    }

    /** Sends and returns an answer of success. */
    HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return successful(attempt(request));
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    /** The answer, if it is one of success. */
    HttpResponse<byte[]> successful(HttpResponse<byte[]> response) {
        if (response.statusCode() >= FIRST_ERROR) {
            throw refused(response.statusCode(), response.body());
        }
        return response;
    }

    StandaloneException unreachable(IOException e) {
        return new StandaloneException(name + " does not answer at " + base + " (" + reason(e) + ").", e);
    }

    /** Sends and returns whatever comes. */
    HttpResponse<byte[]> attempt(HttpRequest.Builder request) throws IOException {
        try {
            return http.send(request.build(), BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** The service's own words on why it refused. */
    private StandaloneException refused(int status, byte[] body) {
        String words = "status " + status;
        try {
            JsonNode problem = JSON.readTree(body);
            words = problem.path("detail").asText(problem.path("title").asText(words));
            for (JsonNode violation : problem.path("violations")) {
                words += "; " + violation.path("field").asText() + " "
                        + violation.path("message").asText();
            }
        } catch (IOException noProblem) {
            // Not everything on the way answers with a problem; then the status has to do.
        }
        return new StandaloneException(name + " refuses: " + words);
    }

    <T> T read(HttpResponse<byte[]> response, Class<T> type) {
        return read(response.request().uri().getPath(), response.body(), type);
    }

    private <T> T read(String path, byte[] body, Class<T> type) {
        try {
            return JSON.readValue(body, type);
        } catch (IOException e) {
            throw new StandaloneException(name + " answers something that cannot be read (" + path + ").", e);
        }
    }

    private static byte[] write(Object body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("every value of ours has a JSON form", e);
        }
    }

    private static String reason(IOException e) {
        return e instanceof ConnectException ? "is it running?" : Reason.of(e);
    }
}
