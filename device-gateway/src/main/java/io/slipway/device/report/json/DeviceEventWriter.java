package io.slipway.device.report.json;

import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import java.util.UUID;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.slipway.device.report.DeploymentReport;
import io.slipway.device.report.DeviceEvent;
import io.slipway.device.report.DeviceEvent.CommandOffered;
import io.slipway.device.report.DeviceEvent.Reported;
import io.slipway.device.report.StatusReport;
import io.slipway.events.Event;

/**
 * Writes the events of {@code slipway.device.report.v1} ({@code docs/contracts/events}).
 *
 * <p>The id of an event is computed from what it says without the time of receipt: so a report that a device sends twice is one event to its readers, and a
 * device that was reset and counts from 1 again is not mistaken for its own past.
 */
public final class DeviceEventWriter {

    private static final String TOPIC = "slipway.device.report.v1";

    private final JsonMapper json = new JsonMapper();

    /** The event as it goes to Kafka. */
    public Event write(DeviceEvent event) {
        return switch (event) {
            case Reported reported -> reported(reported);
            case CommandOffered offered -> offered(offered);
        };
    }

    private Event reported(Reported reported) {
        ObjectNode content = about(reported);
        String type =
                switch (reported.report()) {
                    case DeploymentReport deployment -> put(deployment, content);
                    case StatusReport status -> put(status, content);
                };
        UUID id = idOf(type, content);
        content.put("receivedAt", reported.receivedAt().toString());
        return new Event(id, TOPIC, reported.device().key(), type, reported.receivedAt(), content.toString());
    }

    private Event offered(CommandOffered offered) {
        String type = "CommandOffered";
        ObjectNode content = about(offered)
                .put("deploymentId", offered.deploymentId().toString())
                .put("channel", offered.channel().word());
        UUID id = idOf(type, content);
        content.put("offeredAt", offered.offeredAt().toString());
        return new Event(id, TOPIC, offered.device().key(), type, offered.offeredAt(), content.toString());
    }

    private String put(DeploymentReport report, ObjectNode content) {
        content.put("sequence", report.sequence())
                .put("deploymentId", report.deploymentId().toString())
                .put("state", report.state().word());
        report.reason()
                .ifPresent(reason ->
                        content.putObject("reason").put("code", reason.code()).put("detail", reason.detail()));
        report.progress().ifPresent(progress -> content.putObject("progress")
                .put("done", progress.done())
                .put("total", progress.total()));
        report.bytesDownloaded().ifPresent(bytes -> content.put("bytesDownloaded", bytes));
        content.put("occurredAt", report.occurredAt().toString());
        return "DeploymentReported";
    }

    private String put(StatusReport report, ObjectNode content) {
        content.put("sequence", report.sequence())
                .put("deviceType", report.deviceType().value())
                .put("clientVersion", report.clientVersion())
                .put("bootedSlot", report.bootedSlot());
        ArrayNode installed = content.putArray("installed");
        report.installed().forEach(component -> installed
                .addObject()
                .put("component", component.component())
                .put("name", component.name())
                .put("version", component.version())
                .put("sha256", component.sha256().hex()));
        ObjectNode attributes = content.putObject("attributes");
        new TreeMap<>(report.attributes()).forEach(attributes::put);
        content.put("occurredAt", report.occurredAt().toString());
        return "DeviceStatusReported";
    }

    private ObjectNode about(DeviceEvent event) {
        return json.createObjectNode()
                .put("tenant", event.device().tenant().name())
                .put("deviceId", event.device().id().value());
    }

    private static UUID idOf(String type, ObjectNode content) {
        return UUID.nameUUIDFromBytes((type + content).getBytes(StandardCharsets.UTF_8));
    }
}
