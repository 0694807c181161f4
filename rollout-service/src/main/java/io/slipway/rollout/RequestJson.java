package io.slipway.rollout;

import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import jakarta.enterprise.context.ApplicationScoped;

/** Reads the body of a request strictly: what is unknown, doubled or trailing is refused with its place, because it is a mistake of whoever wrote it. */
@ApplicationScoped
public class RequestJson {

    private final ObjectMapper strict;

    RequestJson(ObjectMapper json) {
        strict = json.copy()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    }

    /**
     * Reads a body.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 400 if it is no {@code type}
     */
    public <T> T read(String body, Class<T> type) {
        try {
            T value = strict.readValue(body, type);
            if (value == null) {
                throw Problem.invalid("The body is null; a JSON object is expected.");
            }
            return value;
        } catch (UnrecognizedPropertyException e) {
            throw Problem.invalid("There is no field " + place(e) + "; known are " + e.getKnownPropertyIds() + ".");
        } catch (JsonMappingException e) {
            throw Problem.invalid("At " + place(e) + ": " + e.getOriginalMessage());
        } catch (JsonProcessingException e) {
            throw Problem.invalid("The body is not JSON: " + e.getOriginalMessage());
        }
    }

    private static String place(JsonMappingException e) {
        if (e.getPath().isEmpty()) {
            return "the body";
        }
        return e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining())
                .substring(e.getPath().getFirst().getFieldName() == null ? 0 : 1);
    }
}
