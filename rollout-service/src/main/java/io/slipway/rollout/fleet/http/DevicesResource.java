package io.slipway.rollout.fleet.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import io.slipway.rollout.FilterJson;
import io.slipway.rollout.Problem;
import io.slipway.rollout.TenantParameter;
import io.slipway.rollout.fleet.Device;
import io.slipway.rollout.fleet.DeviceFilter;
import io.slipway.rollout.fleet.DeviceId;
import io.slipway.rollout.fleet.DeviceKey;
import io.slipway.rollout.fleet.Fleet;

/** The devices, to look at. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "devices")
public class DevicesResource {

    private static final int LARGEST_PAGE = 500;

    private final Fleet fleet;

    DevicesResource(Fleet fleet) {
        this.fleet = fleet;
    }

    /** A page of devices. */
    @Schema(name = "DevicePage")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Page(
            List<DeviceView> items,

            @Schema(description = "Give this as `after` for the next page; absent on the last.") @Nullable
            String next) {}

    @GET
    @Path("/devices")
    @Operation(operationId = "listDevices", summary = "Lists devices in the order of their ids")
    public Uni<Page> list(
            @BeanParam TenantParameter owner,
            @QueryParam("deviceType") @Nullable String type,
            @QueryParam("component") @Nullable String component,
            @QueryParam("version") @Parameter(description = "A version that the device runs.") @Nullable String version,
            @QueryParam("attribute") @Parameter(description = "`name=value`; may be repeated, all must hold.")
                    List<String> attributes,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        int most = Problem.limit(limit, LARGEST_PAGE);
        DeviceFilter filter = filter(type, component, version, attributes);
        Optional<DeviceId> behind = Optional.ofNullable(after).map(DevicesResource::id);
        return Uni.createFrom()
                .completionStage(() -> fleet.list(owner.tenant(), filter, behind, most))
                .map(devices -> page(devices, most));
    }

    @GET
    @Path("/devices/{deviceId}")
    @Operation(operationId = "getDevice", summary = "Answers one device")
    public Uni<DeviceView> get(@BeanParam TenantParameter owner, @PathParam("deviceId") String deviceId) {
        return Uni.createFrom()
                .completionStage(() -> fleet.find(new DeviceKey(owner.tenant(), id(deviceId))))
                .map(found -> found.map(DeviceView::of)
                        .orElseThrow(() -> Problem.of(
                                Status.NOT_FOUND, "device-unknown", "There is no device " + deviceId + ".")));
    }

    private static Page page(List<Device> devices, int limit) {
        String next =
                devices.size() < limit ? null : devices.getLast().key().id().value();
        return new Page(devices.stream().map(DeviceView::of).toList(), next);
    }

    private static DeviceFilter filter(
            @Nullable String type, @Nullable String component, @Nullable String version, List<String> attributes) {
        if (component != null && version == null) {
            throw Problem.invalid("component narrows version; give both.");
        }
        Map<String, String> wanted = new HashMap<>();
        for (String attribute : attributes) {
            int equals = attribute.indexOf('=');
            if (equals < 1) {
                throw Problem.invalid("attribute '" + attribute + "' is not of the form name=value.");
            }
            wanted.put(attribute.substring(0, equals), attribute.substring(equals + 1));
        }
        FilterJson.Installed installed = version == null ? null : new FilterJson.Installed(component, version);
        try {
            return new FilterJson(type, null, installed, wanted).filter();
        } catch (IllegalArgumentException e) {
            throw Problem.invalid(e.getMessage() + ".");
        }
    }

    private static DeviceId id(String text) {
        try {
            return new DeviceId(text);
        } catch (IllegalArgumentException e) {
            throw Problem.invalid(e.getMessage() + ".");
        }
    }
}
