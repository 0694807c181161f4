package io.slipway.metadata.role;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import io.slipway.metadata.canonical.JsonObject;
import io.slipway.metadata.refusal.MetadataRefusedException;
import io.slipway.metadata.refusal.Refusal;

/** What all roles have in common in their JSON: {@code _type}, {@code spec_version}, {@code version}, {@code expires} (TUF 1.0 section 4.3 to 4.6). */
final class RoleDocument {

    private static final String SPECIFICATION = "1.0.34";
    private static final Pattern SUPPORTED = Pattern.compile("1\\.0(\\.[0-9]{1,4})?");
    private static final Pattern DATE_TIME = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z");

    private RoleDocument() {}

    /** Starts the JSON of a role. */
    static JsonObject.Builder begin(RoleName type, Role role) {
        return JsonObject.builder()
                .put("_type", type.value())
                .put("spec_version", SPECIFICATION)
                .put("version", role.version())
                .put("expires", role.expires().toString());
    }

    /**
     * Reads a role's own members after checking the type and the specification.
     *
     * @param file named in refusals
     * @throws MetadataRefusedException if it is not metadata of this type
     */
    static <R> R read(String file, RoleName type, JsonObject signed, Function<JsonObject, R> members) {
        return refusingMalformed(file, () -> {
            String found = signed.string("_type");
            if (!found.equals(type.value())) {
                throw new MetadataRefusedException(new Refusal.WrongType(file, type.value(), brief(found)));
            }
            String specification = signed.string("spec_version");
            if (!SUPPORTED.matcher(specification).matches()) {
                throw new MetadataRefusedException(new Refusal.UnsupportedSpecification(file, brief(specification)));
            }
            return members.apply(signed);
        });
    }

    /** Runs a reader; what its values reject is a malformed file. */
    static <R> R refusingMalformed(String file, Supplier<R> reader) {
        try {
            return reader.get();
        } catch (IllegalArgumentException e) {
            throw new MetadataRefusedException(new Refusal.Malformed(file, String.valueOf(e.getMessage())));
        }
    }

    static Instant expires(JsonObject signed) {
        String text = signed.string("expires");
        if (!DATE_TIME.matcher(text).matches()) {
            throw new IllegalArgumentException("expires: expected YYYY-MM-DDTHH:MM:SSZ, found another form");
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("expires: expected a date and time that exist", e);
        }
    }

    static void requireVersion(long version) {
        if (version < 1) {
            throw new IllegalArgumentException("version: expected at least 1, found " + version);
        }
    }

    static void requireWholeSeconds(Instant expires) {
        if (!expires.equals(expires.truncatedTo(ChronoUnit.SECONDS))
                || expires.toString().length() != 20) {
            throw new IllegalArgumentException("expires: expected whole seconds in the years 0 to 9999");
        }
    }

    private static String brief(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
