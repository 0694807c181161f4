package io.slipway.device.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import io.slipway.device.identity.DeviceType;
import io.slipway.device.identity.Sha256;

/**
 * What a device is and runs ({@code docs/contracts/events/Report.schema.json}).
 *
 * @param bootedSlot the slot that the running system was booted from
 * @param installed what it runs, at most {@value #MOST_INSTALLED} components
 * @param attributes facts for filters and people, at most {@value #MOST_ATTRIBUTES}
 */
public record StatusReport(
        long sequence,
        DeviceType deviceType,
        String clientVersion,
        String bootedSlot,
        List<Installed> installed,
        Map<String, String> attributes,
        Instant occurredAt,
        Optional<String> traceparent)
        implements Report {

    public static final int MOST_INSTALLED = 256;
    public static final int MOST_ATTRIBUTES = 256;

    private static final Pattern SLOT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+~-]{0,63}");

    public StatusReport {
        Report.requireSequence(sequence);
        requireForm(NAME, "clientVersion", clientVersion);
        requireForm(SLOT, "bootedSlot", bootedSlot);
        if (installed.size() > MOST_INSTALLED) {
            throw new IllegalArgumentException("installed: expected at most " + MOST_INSTALLED + " components");
        }
        if (attributes.size() > MOST_ATTRIBUTES) {
            throw new IllegalArgumentException("attributes: expected at most " + MOST_ATTRIBUTES);
        }
        installed = List.copyOf(installed);
        attributes = Map.copyOf(attributes);
    }

    /** One component that the device runs. */
    public record Installed(String component, String name, String version, Sha256 sha256) {

        public Installed {
            requireForm(NAME, "installed.component", component);
            requireForm(NAME, "installed.name", name);
            requireForm(NAME, "installed.version", version);
        }
    }

    private static void requireForm(Pattern form, String field, String value) {
        if (!form.matcher(value).matches()) {
            throw new IllegalArgumentException(field + ": expected " + form.pattern());
        }
    }
}
