package io.slipway.rollout.fleet.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import io.slipway.rollout.Answers;
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

    private static final int USUAL_PAGE = 100;
    private static final int LARGEST_PAGE = 500;

    private final Fleet fleet;

    DevicesResource(Fleet fleet) {
        this.fleet = fleet;
    }

    /** A page of devices. */
    @Schema(
            name = "DevicePage",
            requiredProperties = {"items"})
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Page(
            List<DeviceView> items,

            @Schema(description = "Give this as `after` for the next page; absent on the last.") @Nullable
            String next) {}

    @GET
    @Path("/devices")
    @Operation(operationId = "listDevices", summary = "Lists devices in the order of their ids")
    @APIResponse(responseCode = "200", description = "A page of devices.")
    public Uni<Page> list(
            @BeanParam TenantParameter owner,
            @QueryParam("deviceType")
                    @Parameter(
                            description = "Only of this type.",
                            schema = @Schema(type = SchemaType.STRING, pattern = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}"))
                    @Nullable
                    String type,
            @QueryParam("component")
                    @Parameter(
                            description = "Where the version runs; needs `version`.",
                            schema = @Schema(type = SchemaType.STRING, pattern = "[A-Za-z0-9][A-Za-z0-9._+~-]{0,63}"))
                    @Nullable
                    String component,
            @QueryParam("version")
                    @Parameter(
                            description = "Only those that run this version.",
                            schema = @Schema(type = SchemaType.STRING, pattern = "[A-Za-z0-9][A-Za-z0-9._+~-]{0,63}"))
                    @Nullable
                    String version,
            @QueryParam("attribute")
                    @Parameter(
                            description =
                                    "`name=value`; may be repeated up to 16 times, all must hold. Names and values of at most 256 characters.")
                    List<String> attributes,
            @QueryParam("after")
                    @Parameter(
                            description = "Only devices behind this id.",
                            schema = @Schema(type = SchemaType.STRING, pattern = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}"))
                    @Nullable
                    String after,
            @QueryParam("limit")
                    @Parameter(
                            description = "How many at most.",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "500",
                                            defaultValue = "100"))
                    @Nullable
                    String limit) {
        int most = Problem.limit(limit, USUAL_PAGE, LARGEST_PAGE);
        DeviceFilter filter = filter(type, component, version, attributes);
        Optional<DeviceId> behind = Optional.ofNullable(after).map(DevicesResource::id);
        return Uni.createFrom()
                .completionStage(() -> fleet.list(owner.tenant(), filter, behind, most))
                .map(devices -> page(devices, most));
    }

    @GET
    @Path("/devices/{deviceId}")
    @Operation(operationId = "getDevice", summary = "Answers one device")
    @APIResponse(responseCode = "200", description = "The device.")
    @APIResponse(
            responseCode = "404",
            description = "`device-unknown`: the tenant has no such device.",
            content = @Content(mediaType = Answers.PROBLEM_TYPE, schema = @Schema(ref = Answers.PROBLEM)))
    public Uni<DeviceView> get(
            @BeanParam TenantParameter owner,
            @PathParam("deviceId")
                    @Parameter(
                            description = "The device.",
                            schema = @Schema(type = SchemaType.STRING, pattern = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}"))
                    String deviceId) {
        return Uni.createFrom()
                .completionStage(() -> fleet.find(new DeviceKey(owner.tenant(), id(deviceId))))
                .map(found -> found.map(DeviceView::of).orElseThrow(() -> Problem.unknown("device", deviceId)));
    }

    private static Page page(List<Device> devices, int limit) {
        String next =
                devices.size() < limit ? null : devices.getLast().key().id().value();
        return new Page(devices.stream().map(DeviceView::of).toList(), next);
    }

    private static DeviceFilter filter(
            @Nullable String type, @Nullable String component, @Nullable String version, List<String> attributes) {
        if (component != null && version == null) {
            throw Problem.parameter("component narrows version; give both.");
        }
        if (attributes.size() > DeviceFilter.MAX_ATTRIBUTES) {
            throw Problem.parameter("attribute is given at most " + DeviceFilter.MAX_ATTRIBUTES + " times, not "
                    + attributes.size() + ".");
        }
        Map<String, String> wanted = new HashMap<>();
        for (String attribute : attributes) {
            int equals = attribute.indexOf('=');
            if (equals < 1) {
                throw Problem.parameter("An attribute is not of the form name=value.");
            }
            wanted.put(attribute.substring(0, equals), attribute.substring(equals + 1));
        }
        FilterJson.Installed installed = version == null ? null : new FilterJson.Installed(component, version);
        try {
            return new FilterJson(type, null, installed, wanted).filter();
        } catch (IllegalArgumentException e) {
            throw Problem.parameter(e.getMessage() + ".");
        }
    }

    private static DeviceId id(String text) {
        try {
            return new DeviceId(text);
        } catch (IllegalArgumentException e) {
            throw Problem.parameter(e.getMessage() + ".");
        }
    }
}
