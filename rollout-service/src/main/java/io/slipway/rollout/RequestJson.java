package io.slipway.rollout;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.type.LogicalType;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Reads the body of a request strictly: what is unknown, doubled, of another type or trailing is refused with its place, because it is a mistake of
 * whoever wrote it.
 */
@ApplicationScoped
public class RequestJson {

    /** PostgreSQL keeps no text with this character. */
    private static final String NUL = "\\u0000";

    private final ObjectMapper strict;

    RequestJson(ObjectMapper json) {
        strict = json.copy()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
        strict.coercionConfigFor(LogicalType.Integer).setCoercion(CoercionInputShape.String, CoercionAction.Fail);
        strict.coercionConfigFor(LogicalType.Textual)
                .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
    }

    /**
     * Reads a body.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 400 if it is no {@code type}
     */
    public <T> T read(String body, Class<T> type) {
        if (body.contains(NUL)) {
            throw Problem.request("The body contains " + NUL + ", which no text here can.");
        }
        try (JsonParser parser = strict.createParser(body)) {
            T value = strict.readValue(parser, type);
            if (value == null || parser.nextToken() != null) {
                throw Problem.request("The body is one JSON object and nothing else.");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw Problem.request(JsonMistake.describe(e));
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory failed", e);
        }
    }
}
