package io.slipway.standalone.operator.http;

/** device-gateway, the operators' side. */
public final class GatewayApi {

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

    /** A permission for devices of this type to enrol, valid for a day. */
    public Token createToken(String deviceType, int uses) {
        return client.post("/api/v1/enrolment-tokens", new Wish(deviceType, uses), Token.class);
    }
}
