package io.slipway.client.media.json;

import java.util.List;

import io.slipway.client.link.Command.Component;
import io.slipway.client.link.Command.Release;
import io.slipway.client.media.Bundle;
import io.slipway.client.media.MediaRefusedException;
import io.slipway.metadata.canonical.JsonLimits;
import io.slipway.metadata.canonical.JsonObject;
import io.slipway.metadata.canonical.JsonReader;
import io.slipway.metadata.digest.Sha256;

/** The table of contents of a bundle, {@code bundle.json}, as in docs/contracts. Unknown members are ignored. */
public final class JsonBundle {

    /** Most bytes of the file. */
    public static final int MAX_BYTES = 1 << 20;

    private static final String FORMAT = "slipway-bundle-1";
    private static final JsonLimits LIMITS = new JsonLimits(MAX_BYTES, 8, 4096, 40_000);
    private static final String IDENTIFIER = "[A-Za-z0-9][A-Za-z0-9._+~-]{0,63}";
    private static final String UUID_FORM = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final int MAX_COMPONENTS = 32;

    private JsonBundle() {}

    /** The bundle that {@code json} describes. */
    public static Bundle read(byte[] json) throws MediaRefusedException {
        try {
            JsonObject object = JsonReader.readObject(json, LIMITS);
            String format = object.string("format");
            if (!format.equals(FORMAT)) {
                throw new IllegalArgumentException("expected the format " + FORMAT);
            }
            List<JsonObject> components = object.array("components").objects();
            if (components.size() > MAX_COMPONENTS) {
                throw new IllegalArgumentException("it names " + components.size() + " components");
            }
            return new Bundle(
                    Sha256.of(json).hex(),
                    release(object.object("release")),
                    components.stream().map(JsonBundle::component).toList(),
                    object.array("files").objects().stream()
                            .map(file -> new Bundle.File(file.string("path"), file.integer("length")))
                            .toList());
        } catch (IllegalArgumentException e) { // refused JSON included
            throw new MediaRefusedException("bundle.json describes no bundle: " + e.getMessage());
        }
    }

    private static Release release(JsonObject json) {
        return new Release(
                required(UUID_FORM, json.string("id")),
                required(IDENTIFIER, json.string("name")),
                required(IDENTIFIER, json.string("version")));
    }

    private static Component component(JsonObject json) {
        return new Component(required(IDENTIFIER, json.string("name")), json.string("target"), json.string("payload"));
    }

    private static String required(String form, String text) {
        if (!text.matches(form)) {
            throw new IllegalArgumentException("it names something outside the form " + form);
        }
        return text;
    }
}
