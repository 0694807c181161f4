package io.slipway.device.command.json;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.slipway.device.command.Command;
import io.slipway.device.command.Command.Cancel;
import io.slipway.device.command.Command.Component;
import io.slipway.device.command.Command.Install;
import io.slipway.device.command.Command.Release;
import io.slipway.device.command.RenderedCommand;

/**
 * Turns {@code InstallUpdate} and {@code CancelUpdate} events into the {@code Command} that a device reads (all three in {@code docs/contracts/events}). For
 * use by all threads.
 */
public final class CommandJson {

    private final JsonMapper json = new JsonMapper();

    /**
     * Reads an event of {@code slipway.rollout.deployment.v1}.
     *
     * @throws IllegalArgumentException if it is not one of the two events, or a field is missing or malformed
     */
    public Command read(String type, String event, Optional<String> traceparent) {
        JsonNode fields = tree(event);
        UUID deploymentId = uuid(fields, "deploymentId");
        Instant issuedAt = instant(fields, "issuedAt");
        return switch (type) {
            case "InstallUpdate" ->
                new Install(
                        deploymentId,
                        issuedAt,
                        traceparent,
                        release(fields.path("release")),
                        components(fields.path("components")));
            case "CancelUpdate" -> new Cancel(deploymentId, issuedAt, traceparent, text(fields, "reason"));
            default ->
                throw new IllegalArgumentException("type: expected InstallUpdate or CancelUpdate, found " + type);
        };
    }

    /** Writes what a device gets. */
    public RenderedCommand render(Command command) {
        ObjectNode fields = json.createObjectNode();
        fields.put("type", command instanceof Install ? "install" : "cancel")
                .put("deploymentId", command.deploymentId().toString())
                .put("issuedAt", command.issuedAt().toString());
        command.traceparent().ifPresent(traceparent -> fields.put("traceparent", traceparent));
        switch (command) {
            case Install install -> put(install, fields);
            case Cancel cancel -> fields.put("reason", cancel.reason());
        }
        return RenderedCommand.of(command, fields.toString());
    }

    private static void put(Install install, ObjectNode fields) {
        fields.putObject("release")
                .put("id", install.release().id().toString())
                .put("name", install.release().name())
                .put("version", install.release().version());
        ArrayNode components = fields.putArray("components");
        install.components().forEach(component -> components
                .addObject()
                .put("name", component.name())
                .put("target", component.target())
                .put("payload", component.payload()));
    }

    private static Release release(JsonNode fields) {
        return new Release(uuid(fields, "id"), text(fields, "name"), text(fields, "version"));
    }

    private static List<Component> components(JsonNode array) {
        List<Component> components = new ArrayList<>(array.size());
        array.forEach(fields ->
                components.add(new Component(text(fields, "name"), text(fields, "target"), text(fields, "payload"))));
        return components;
    }

    private JsonNode tree(String event) {
        try {
            JsonNode tree = json.readTree(event);
            if (tree != null && tree.isObject()) {
                return tree;
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("expected a JSON object", e);
        }
        throw new IllegalArgumentException("expected a JSON object");
    }

    private static String text(JsonNode fields, String name) {
        JsonNode value = fields.path(name);
        if (!value.isTextual()) {
            throw new IllegalArgumentException(name + ": expected a string");
        }
        return value.textValue();
    }

    private static UUID uuid(JsonNode fields, String name) {
        try {
            return UUID.fromString(text(fields, name));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": expected a UUID", e);
        }
    }

    private static Instant instant(JsonNode fields, String name) {
        try {
            return Instant.parse(text(fields, name));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(name + ": expected an RFC 3339 instant", e);
        }
    }
}
