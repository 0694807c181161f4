package io.slipway.device.identity.postgres;

import java.time.Instant;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;

import io.slipway.device.identity.DeviceIdentity;
import io.slipway.device.identity.DeviceName;
import io.slipway.device.identity.EnrolmentOutcome.Enrolled;
import io.slipway.events.Event;

/** The events of {@code slipway.device.device.v1}: {@code docs/contracts/events/DeviceEnrolled.schema.json} and {@code DeviceRevoked.schema.json}. */
@ApplicationScoped
class IdentityEvents {

    static final String TOPIC = "slipway.device.device.v1";

    private final JsonMapper json = new JsonMapper();

    Event enrolled(Enrolled enrolled) {
        DeviceIdentity device = enrolled.device();
        ObjectNode event = about(device.name())
                .put("deviceType", device.type().value())
                .put("certificateSha256", enrolled.certificate().sha256().hex())
                .put("enrolledAt", device.enrolledAt().toString());
        return Event.of(TOPIC, device.name().key(), "DeviceEnrolled", device.enrolledAt(), event.toString());
    }

    Event revoked(DeviceName device, String reason, Instant now) {
        ObjectNode event = about(device).put("reason", reason).put("revokedAt", now.toString());
        return Event.of(TOPIC, device.key(), "DeviceRevoked", now, event.toString());
    }

    private ObjectNode about(DeviceName device) {
        return json.createObjectNode()
                .put("tenant", device.tenant().name())
                .put("deviceId", device.id().value());
    }
}
