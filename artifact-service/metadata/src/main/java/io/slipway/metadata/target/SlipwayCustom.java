package io.slipway.metadata.target;

import java.util.function.Function;
import java.util.regex.Pattern;

import io.slipway.metadata.canonical.JsonObject;
import io.slipway.metadata.refusal.MetadataRefusedException;
import io.slipway.metadata.refusal.Refusal;
import io.slipway.metadata.role.Target;

/** The object {@code custom.slipway} of a target. */
final class SlipwayCustom {

    private static final String MEMBER = "slipway";

    private SlipwayCustom() {}

    /** Reads it; whatever the reader's values reject refuses the target. */
    static <T> T read(Target target, String expected, Function<JsonObject, T> reader) {
        try {
            return reader.apply(target.custom().object(MEMBER));
        } catch (IllegalArgumentException e) {
            throw new MetadataRefusedException(
                    new Refusal.TargetMalformed(target.path().value(), expected, String.valueOf(e.getMessage())));
        }
    }

    static JsonObject write(JsonObject content) {
        return JsonObject.builder().put(MEMBER, content).build();
    }

    static void require(Pattern form, String name, String value) {
        if (!form.matcher(value).matches()) {
            throw new IllegalArgumentException(name + ": expected " + form + ", found another form");
        }
    }
}
