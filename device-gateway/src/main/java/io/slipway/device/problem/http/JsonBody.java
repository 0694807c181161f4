package io.slipway.device.problem.http;

import java.io.IOException;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.ApplicationScoped;

/** Reads the small JSON bodies of requests. What is unreadable gets the same problem as what is readable and not valid. For use by all threads. */
@ApplicationScoped
public class JsonBody {

    /** Limits before parsing: the largest has a certificate request of about 1 KiB. */
    private static final int MOST_BYTES = 16 * 1024;

    private final ObjectMapper json;

    JsonBody(ObjectMapper json) {
        this.json = json;
    }

    /**
     * Reads one JSON object; fields that {@code type} does not have are ignored.
     *
     * @throws HttpProblem 422 if {@code body} is too long or something else
     */
    public <T> T read(byte[] body, Class<T> type) {
        if (body.length > MOST_BYTES) {
            throw Problem.invalidRequest("Expected at most " + MOST_BYTES + " bytes.");
        }
        try {
            T value = json.readValue(body, type);
            if (value == null) {
                throw Problem.invalidRequest("Expected a JSON object, found null.");
            }
            return value;
        } catch (JsonMappingException e) {
            throw Problem.invalidRequest("Expected a JSON object" + place(e) + ".");
        } catch (IOException e) {
            throw Problem.invalidRequest("Expected a JSON object.");
        }
    }

    private static String place(JsonMappingException e) {
        String fields = e.getPath().stream()
                .map(JsonMappingException.Reference::getFieldName)
                .collect(Collectors.joining("."));
        return fields.isEmpty() ? "" : " with another value of " + fields;
    }
}
