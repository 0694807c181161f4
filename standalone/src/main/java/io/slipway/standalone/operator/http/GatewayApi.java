package io.slipway.standalone.operator.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** device-gateway, the operators' side. */
public final class GatewayApi {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ServiceClient client;

    public GatewayApi(ServiceClient client) {
        this.client = client;
    }

    private record Wish(String deviceType, int maxUses) {}

    /** A token that was just made. */
    public record Token(String id, String token, String deviceType, int maxUses, String expiresAt) {

        @Override
        public String toString() {
            return "Token[id=" + id + "]";
        }
    }

    private record Revocation(String reason) {}

    /** Refuses the device's certificates and reports from now on. */
    public void revoke(String deviceId, String reason) {
        String path = "/api/v1/devices/" + URLEncoder.encode(deviceId, StandardCharsets.UTF_8) + "/revoke";
        client.post(path, new Revocation(reason), PATIENCE);
    }

    /** A permission for devices of this type to enrol, valid for a day. */
    public Token createToken(String deviceType, int uses) {
        return client.post("/api/v1/enrolment-tokens", new Wish(deviceType, uses), Token.class);
    }
}
