package io.slipway.delta.fleet.kafka;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.slipway.delta.EventIntake;
import io.slipway.delta.fleet.DeviceKey;
import io.slipway.delta.fleet.DeviceStatus;
import io.slipway.payload.index.Sha256;

import static io.slipway.delta.EventIntake.required;

/** As much of the event of that name as this service reads. */
record DeviceStatusReported(
        @Nullable String tenant,
        @Nullable String deviceId,
        @Nullable Long sequence,
        @Nullable String deviceType,
        @Nullable List<@Nullable Installed> installed)
        implements EventIntake.OfTenant {

    /** An element of {@code installed}. */
    record Installed(@Nullable String component, @Nullable String sha256) {}

    DeviceStatus status() {
        List<@Nullable Installed> all = required("installed", installed);
        Map<String, Sha256> images = all.stream()
                .map(element -> required("installed", element))
                .collect(Collectors.toMap(
                        element -> required("installed.component", element.component()),
                        element -> new Sha256(required("installed.sha256", element.sha256())),
                        (first, _) -> first));
        return new DeviceStatus(
                new DeviceKey(required("tenant", tenant), required("deviceId", deviceId)),
                required("sequence", sequence),
                required("deviceType", deviceType),
                images);
    }
}
