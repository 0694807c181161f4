package io.slipway.client.link.json;

import java.util.UUID;
import java.util.regex.Pattern;

import io.slipway.client.link.Command;
import io.slipway.client.link.Command.Cancel;
import io.slipway.client.link.Command.Component;
import io.slipway.client.link.Command.Install;
import io.slipway.client.link.Command.Release;
import io.slipway.client.link.LinkException;
import io.slipway.client.report.TraceContext;
import io.slipway.metadata.canonical.JsonLimits;
import io.slipway.metadata.canonical.JsonObject;
import io.slipway.metadata.canonical.JsonReader;
import io.slipway.metadata.canonical.JsonRefusedException;

/** Commands and acknowledgements as in docs/contracts. Unknown members are ignored. */
public final class JsonCommands {

    private static final JsonLimits LIMITS = new JsonLimits(64 * 1024, 8, 4096, 1000);
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+~-]{0,63}");
    private static final int MAX_COMPONENTS = 32;

    private JsonCommands() {}

    /**
     * The command in {@code json}.
     *
     * @throws LinkException if it is none, with what is wrong
     */
    public static Command command(byte[] json) throws LinkException {
        try {
            JsonObject object = JsonReader.readObject(json, LIMITS);
            UUID deploymentId = UUID.fromString(object.string("deploymentId"));
            TraceContext trace =
                    TraceContext.lenient(object.findString("traceparent").orElse(""));
            String type = object.string("type");
            return switch (type) {
                case "install" -> install(object, deploymentId, trace);
                case "cancel" ->
                    new Cancel(deploymentId, trace, object.findString("reason").orElse("no reason given"));
                default -> throw new LinkException("The command has the type '" + type + "', which is not known here");
            };
        } catch (IllegalArgumentException e) { // refused JSON included
            throw new LinkException("The gateway sent a command that is none", e);
        }
    }

    /** The sequence number in an acknowledgement {@code {"sequence":17}}. */
    public static long acknowledgement(byte[] json) throws LinkException {
        try {
            return JsonReader.readObject(json, LIMITS).integer("sequence");
        } catch (JsonRefusedException e) {
            throw new LinkException("The gateway sent an acknowledgement that is none", e);
        }
    }

    private static Install install(JsonObject object, UUID deploymentId, TraceContext trace) {
        JsonObject release = object.object("release");
        var components = object.array("components").objects();
        if (components.size() > MAX_COMPONENTS) {
            throw new IllegalArgumentException("it names " + components.size() + " components");
        }
        return new Install(
                deploymentId,
                trace,
                new Release(
                        release.string("id"),
                        identifier(release.string("name")),
                        identifier(release.string("version"))),
                components.stream()
                        .map(c -> new Component(identifier(c.string("name")), c.string("target"), c.string("payload")))
                        .toList());
    }

    private static String identifier(String text) {
        if (!IDENTIFIER.matcher(text).matches()) {
            throw new IllegalArgumentException("it names something outside the form " + IDENTIFIER);
        }
        return text;
    }
}
