package io.slipway.client.provisioning.http;

import java.io.IOException;

import io.slipway.client.gateway.Answer;
import io.slipway.client.gateway.Gateway;
import io.slipway.client.provisioning.Enrolment;
import io.slipway.client.provisioning.EnrolmentAuthority;
import io.slipway.client.provisioning.EnrolmentRefusedException;
import io.slipway.metadata.canonical.JsonLimits;
import io.slipway.metadata.canonical.JsonObject;
import io.slipway.metadata.canonical.JsonReader;
import io.slipway.metadata.canonical.JsonRefusedException;
import io.slipway.metadata.canonical.JsonText;

/** {@code POST /device/v1/enrol}. The gateway must not ask for a client certificate there. */
public final class HttpEnrolmentAuthority implements EnrolmentAuthority {

    private static final int MAX_ANSWER = 64 * 1024;

    private final Gateway gateway;

    public HttpEnrolmentAuthority(Gateway gateway) {
        this.gateway = gateway;
    }

    @Override
    public Enrolment enrol(String token, String deviceId, String deviceType, String request)
            throws IOException, EnrolmentRefusedException {
        String body = JsonText.of(JsonObject.builder()
                .put("token", token)
                .put("deviceId", deviceId)
                .put("deviceType", deviceType)
                .put("csr", request)
                .build());
        Answer answer = gateway.post("/device/v1/enrol", body, MAX_ANSWER);
        return switch (answer.status()) {
            case 200, 201 -> parse(answer);
            case 401 -> throw new EnrolmentRefusedException("The enrolment token is unknown, used up or expired");
            case 409 -> throw new EnrolmentRefusedException("Another key is enrolled as device " + deviceId);
            case 400, 403, 422 ->
                throw new EnrolmentRefusedException("The enrolment was refused: " + answer.describe());
            default -> throw new IOException("The enrolment was answered with " + answer.describe());
        };
    }

    private static Enrolment parse(Answer answer) throws IOException {
        try {
            JsonObject json = JsonReader.readObject(answer.body(), new JsonLimits(MAX_ANSWER, 4, MAX_ANSWER, 1000));
            return new Enrolment(
                    json.string("certificate"), json.findString("mqtt").orElse(""));
        } catch (JsonRefusedException e) {
            throw new IOException("The answer to the enrolment is unusable: " + e.getMessage(), e);
        }
    }
}
