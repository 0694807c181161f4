package io.slipway.device.testing;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** Problem details in answers, and what the API document of the running gateway says about them. */
public final class Problems {

    private static final String TYPE = "urn:slipway:problem:";

    private Problems() {}

    /** The code of the problem in {@code answer}, after checking its status, and that the document names the code for this operation and status. */
    public static String codeOf(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode problem = TestDevice.json(answer.body());
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        String type = problem.get("type").asText();
        assertThat(type).startsWith(TYPE);
        String code = type.substring(TYPE.length());
        String method = answer.request().method().toLowerCase(Locale.ROOT);
        assertThat(described(method, answer.request().uri().getPath(), status))
                .as(
                        "%s %s, status %d of the API document",
                        method, answer.request().uri(), status)
                .contains("`" + code + "`");
        return code;
    }

    /** The API document of the running gateway. */
    public static JsonNode document() {
        try {
            return new YAMLMapper()
                    .readTree(given().port(Metrics.managementPort())
                            .get("/q/openapi")
                            .asString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String described(String method, String path, int status) {
        return operations(path)
                .map(operations -> operations
                        .path(method)
                        .path("responses")
                        .path(Integer.toString(status))
                        .path("description")
                        .asText())
                .orElse("");
    }

    private static Optional<JsonNode> operations(String path) {
        JsonNode paths = document().get("paths");
        return StreamSupport.stream(paths.properties().spliterator(), false)
                .filter(entry -> Pattern.matches(entry.getKey().replaceAll("\\{[^}]+}", "[^/]+"), path))
                .map(java.util.Map.Entry::getValue)
                .findFirst();
    }
}
