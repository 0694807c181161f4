package io.slipway.rollout;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import io.slipway.rollout.fleet.ComponentName;
import io.slipway.rollout.fleet.DeviceFilter;
import io.slipway.rollout.fleet.DeviceId;
import io.slipway.rollout.fleet.DeviceType;
import io.slipway.rollout.fleet.Version;

/**
 * A {@link DeviceFilter} as JSON: in requests, in answers, in the table of rollouts, and for the SQL function {@code device_fits}. What is absent is no
 * criterion.
 */
@Schema(name = "DeviceFilter", description = "Selects devices: every criterion that is given must hold.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FilterJson(
        @Schema(examples = "virtual-board", pattern = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}") @Nullable
        String deviceType,

        @Schema(description = "The device is one of these.", maxItems = DeviceFilter.MAX_IDS) @Nullable
        List<String> deviceIds,

        @Nullable Installed installed,

        @Schema(
                description = "The device reports all of these; names and values of at most 256 characters.",
                maxProperties = DeviceFilter.MAX_ATTRIBUTES)
        @Nullable
        Map<String, String> attributes) {

    /** What runs on the device. */
    @Schema(name = "InstalledFilter", description = "The device runs this version, in this component if one is given.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Installed(
            @Schema(examples = "rootfs") @Nullable String component,

            @Schema(examples = "1", required = true) @Nullable
            String version) {

        private DeviceFilter.Installed wanted() {
            if (version == null) {
                throw new IllegalArgumentException("filter.installed needs a version");
            }
            return new DeviceFilter.Installed(
                    Optional.ofNullable(component).map(ComponentName::new), new Version(version));
        }
    }

    /** The JSON form of a filter. */
    public static FilterJson of(DeviceFilter filter) {
        return new FilterJson(
                filter.type().map(DeviceType::value).orElse(null),
                filter.ids().isEmpty()
                        ? null
                        : filter.ids().stream().map(DeviceId::value).sorted().toList(),
                filter.installed()
                        .map(wanted -> new Installed(
                                wanted.component().map(ComponentName::value).orElse(null),
                                wanted.version().value()))
                        .orElse(null),
                filter.attributes().isEmpty() ? null : filter.attributes());
    }

    /**
     * The filter that this is the JSON form of.
     *
     * @throws IllegalArgumentException if it is none
     */
    public DeviceFilter filter() {
        return new DeviceFilter(
                Optional.ofNullable(deviceType).map(DeviceType::new),
                deviceIds == null
                        ? Set.of()
                        : deviceIds.stream().map(DeviceId::new).collect(Collectors.toSet()),
                Optional.ofNullable(installed).map(Installed::wanted),
                attributes == null ? Map.of() : attributes);
    }
}
