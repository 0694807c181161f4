package io.slipway.client.update.json;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

import io.slipway.client.install.Position;
import io.slipway.client.link.Command.Release;
import io.slipway.client.report.Reason;
import io.slipway.client.report.TraceContext;
import io.slipway.client.slot.SlotName;
import io.slipway.client.trust.Authorization.GrantedImage;
import io.slipway.client.trust.Authorization.SignedPayload;
import io.slipway.client.update.Ending;
import io.slipway.client.update.InstalledImages.Image;
import io.slipway.client.update.Lifecycle;
import io.slipway.client.update.Lifecycle.Armed;
import io.slipway.client.update.Lifecycle.Cancelled;
import io.slipway.client.update.Lifecycle.Checked;
import io.slipway.client.update.Lifecycle.Committed;
import io.slipway.client.update.Lifecycle.Downloading;
import io.slipway.client.update.Lifecycle.Failed;
import io.slipway.client.update.Lifecycle.FallingBack;
import io.slipway.client.update.Lifecycle.Idle;
import io.slipway.client.update.Lifecycle.Rebooting;
import io.slipway.client.update.Lifecycle.Rejected;
import io.slipway.client.update.Lifecycle.RolledBack;
import io.slipway.client.update.Lifecycle.Trial;
import io.slipway.client.update.Lifecycle.UnderWay;
import io.slipway.client.update.Lifecycle.Verified;
import io.slipway.client.update.Lifecycle.Written;
import io.slipway.client.update.LifecycleCodec;
import io.slipway.client.update.Part;
import io.slipway.client.update.Plan;
import io.slipway.client.update.StateName;
import io.slipway.metadata.canonical.JsonArray;
import io.slipway.metadata.canonical.JsonLimits;
import io.slipway.metadata.canonical.JsonObject;
import io.slipway.metadata.canonical.JsonReader;
import io.slipway.metadata.canonical.JsonText;
import io.slipway.metadata.canonical.JsonValue;
import io.slipway.metadata.digest.Sha256;
import io.slipway.metadata.target.Content;

/** One JSON object per state: {@code state} names it, the other members are the state's own. */
public final class JsonLifecycleCodec implements LifecycleCodec {

    @Override
    public String write(Lifecycle state) {
        JsonObject.Builder json = JsonObject.builder().put("state", StateName.of(state));
        switch (state) {
            case Idle _ -> {}
            case UnderWay underWay -> {
                json.put("plan", plan(underWay.plan())).put("bytesDownloaded", underWay.bytesDownloaded());
                switch (underWay) {
                    case Downloading(Plan _, int part, Position position, long bytesBefore) ->
                        json.put("part", part)
                                .put("ranges", position.ranges())
                                .put("imageBytes", position.imageBytes())
                                .put("bytesBefore", bytesBefore);
                    case Rebooting rebooting -> json.put("requests", rebooting.requests());
                    case FallingBack fallingBack ->
                        json.put("requests", fallingBack.requests()).put("reason", reason(fallingBack.reason()));
                    case Checked _, Written _, Verified _, Armed _, Trial _ -> {}
                }
            }
            case Committed(Ending ending, String release, SlotName slot) ->
                json.put("ending", ending(ending)).put("release", release).put("slot", slot.text());
            case RolledBack(Ending ending, Reason reason) ->
                json.put("ending", ending(ending)).put("reason", reason(reason));
            case Failed(Ending ending, Reason reason) ->
                json.put("ending", ending(ending)).put("reason", reason(reason));
            case Rejected(Ending ending, Reason reason) ->
                json.put("ending", ending(ending)).put("reason", reason(reason));
            case Cancelled(Ending ending, Reason reason) ->
                json.put("ending", ending(ending)).put("reason", reason(reason));
        }
        return JsonText.of(json.build());
    }

    @Override
    public Lifecycle read(String record) {
        JsonObject json = JsonReader.readObject(record.getBytes(StandardCharsets.UTF_8), JsonLimits.MESSAGE);
        String state = json.string("state");
        return switch (state) {
            case "idle" -> new Idle();
            case "checked" -> new Checked(plan(json));
            case "downloading" -> downloading(json);
            case "written" -> new Written(plan(json), bytes(json));
            case "verified" -> new Verified(plan(json), bytes(json));
            case "armed" -> new Armed(plan(json), bytes(json));
            case "rebooting" -> new Rebooting(plan(json), bytes(json), Math.toIntExact(json.integer("requests")));
            case "trial" -> new Trial(plan(json), bytes(json));
            case "falling-back" ->
                new FallingBack(plan(json), bytes(json), reason(json), Math.toIntExact(json.integer("requests")));
            case "committed" -> new Committed(ending(json), json.string("release"), slot(json, "slot"));
            case "rolled-back" -> new RolledBack(ending(json), reason(json));
            case "failed" -> new Failed(ending(json), reason(json));
            case "rejected" -> new Rejected(ending(json), reason(json));
            case "cancelled" -> new Cancelled(ending(json), reason(json));
            default -> throw new IllegalArgumentException("There is no state '" + state + "'");
        };
    }

    private static JsonObject plan(Plan plan) {
        return JsonObject.builder()
                .put("deploymentId", plan.deploymentId().toString())
                .put("traceparent", plan.trace().traceparent())
                .put(
                        "release",
                        JsonObject.builder()
                                .put("id", plan.release().id())
                                .put("name", plan.release().name())
                                .put("version", plan.release().version())
                                .build())
                .put(
                        "parts",
                        new JsonArray(plan.parts().stream()
                                .<JsonValue>map(JsonLifecycleCodec::part)
                                .toList()))
                .put("target", plan.target().text())
                .build();
    }

    private static JsonObject part(Part part) {
        JsonObject.Builder json = JsonObject.builder().put("component", part.component());
        switch (part) {
            case Part.Replaced(GrantedImage granted) -> granted(json.put("kind", "replaced"), granted);
            case Part.Staged(GrantedImage granted, Optional<Image> previous) -> {
                granted(json.put("kind", "staged"), granted);
                previous.ifPresent(image -> json.put("previous", installed(image)));
            }
            case Part.Kept(String _, Image image) -> json.put("kind", "kept").put("installed", installed(image));
        }
        return json.build();
    }

    private static Part part(JsonObject json) {
        String kind = json.string("kind");
        return switch (kind) {
            case "replaced" -> new Part.Replaced(granted(json));
            case "staged" ->
                new Part.Staged(granted(json), json.findObject("previous").map(JsonLifecycleCodec::installed));
            case "kept" -> new Part.Kept(json.string("component"), installed(json.object("installed")));
            default -> throw new IllegalArgumentException("There is no part of the kind '" + kind + "'");
        };
    }

    private static void granted(JsonObject.Builder json, GrantedImage granted) {
        json.put("image", content(granted.image())).put("full", payload(granted.full()));
        granted.delta().ifPresent(delta -> json.put("delta", payload(delta)));
    }

    private static GrantedImage granted(JsonObject json) {
        return new GrantedImage(
                json.string("component"),
                content(json.object("image")),
                payload(json.object("full")),
                json.findObject("delta").map(JsonLifecycleCodec::payload));
    }

    private static JsonObject installed(Image image) {
        return JsonObject.builder()
                .put("name", image.name())
                .put("version", image.version())
                .put("content", content(image.content()))
                .build();
    }

    private static Image installed(JsonObject json) {
        return new Image(json.string("name"), json.string("version"), content(json.object("content")));
    }

    private static Downloading downloading(JsonObject json) {
        long bytesBefore = json.integer("bytesBefore");
        return new Downloading(
                plan(json),
                Math.toIntExact(json.integer("part")),
                new Position(
                        Math.toIntExact(json.integer("ranges")), json.integer("imageBytes"), bytes(json) - bytesBefore),
                bytesBefore);
    }

    private static Plan plan(JsonObject json) {
        JsonObject plan = json.object("plan");
        JsonObject release = plan.object("release");
        return new Plan(
                UUID.fromString(plan.string("deploymentId")),
                new TraceContext(plan.string("traceparent")),
                new Release(release.string("id"), release.string("name"), release.string("version")),
                plan.array("parts").objects().stream()
                        .map(JsonLifecycleCodec::part)
                        .toList(),
                slot(plan, "target"));
    }

    private static long bytes(JsonObject json) {
        return json.integer("bytesDownloaded");
    }

    private static JsonObject payload(SignedPayload payload) {
        return JsonObject.builder()
                .put("content", content(payload.content()))
                .put("index", content(payload.index()))
                .build();
    }

    private static SignedPayload payload(JsonObject json) {
        return new SignedPayload(content(json.object("content")), content(json.object("index")));
    }

    private static JsonObject content(Content content) {
        return JsonObject.builder()
                .put("length", content.length())
                .put("sha256", content.sha256().hex())
                .build();
    }

    private static Content content(JsonObject json) {
        return new Content(json.integer("length"), new Sha256(json.string("sha256")));
    }

    private static JsonObject ending(Ending ending) {
        return JsonObject.builder()
                .put("deploymentId", ending.deploymentId().toString())
                .put("traceparent", ending.trace().traceparent())
                .put("bytesDownloaded", ending.bytesDownloaded())
                .build();
    }

    private static Ending ending(JsonObject json) {
        JsonObject ending = json.object("ending");
        return new Ending(
                UUID.fromString(ending.string("deploymentId")),
                new TraceContext(ending.string("traceparent")),
                ending.integer("bytesDownloaded"));
    }

    private static JsonObject reason(Reason reason) {
        return JsonObject.builder()
                .put("code", reason.code())
                .put("detail", reason.detail())
                .build();
    }

    private static Reason reason(JsonObject json) {
        JsonObject reason = json.object("reason");
        return new Reason(reason.string("code"), reason.string("detail"));
    }

    private static SlotName slot(JsonObject json, String name) {
        String text = json.string(name);
        return SlotName.parse(text).orElseThrow(() -> new IllegalArgumentException("There is no slot '" + text + "'"));
    }
}
