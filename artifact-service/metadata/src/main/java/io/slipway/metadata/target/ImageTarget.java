package io.slipway.metadata.target;

import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

import io.slipway.metadata.canonical.JsonArray;
import io.slipway.metadata.canonical.JsonObject;
import io.slipway.metadata.role.Target;
import io.slipway.metadata.role.TargetPath;

/**
 * An image of a release, signed offline: what a slot must hold before a device may boot it.
 *
 * @param path release name, release version and component, for example {@code debian/2/rootfs}; the name {@code payloads} is taken
 * @param content the image's length and digest
 * @param releaseId the release
 * @param deviceTypes the device types it runs on, 1 to 256, each once; copied
 * @param component the last segment of the path
 * @param format the artifact's format, for example {@code raw}
 */
public record ImageTarget(
        TargetPath path, Content content, UUID releaseId, List<String> deviceTypes, String component, String format) {

    private static final int MAX_DEVICE_TYPES = 256;
    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+~-]{0,63}");
    private static final Pattern DEVICE_TYPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern FORMAT = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

    public ImageTarget {
        deviceTypes = List.copyOf(deviceTypes);
        List<String> segments = path.segments();
        if (segments.size() != 3 || segments.getFirst().equals(PayloadTarget.DIRECTORY)) {
            throw new IllegalArgumentException("path: expected name/version/component, found another form");
        }
        segments.forEach(segment -> SlipwayCustom.require(NAME, "path", segment));
        if (!segments.getLast().equals(component)) {
            throw new IllegalArgumentException("component: expected that of the path, found another");
        }
        int count = deviceTypes.size();
        if (count < 1 || count > MAX_DEVICE_TYPES || new HashSet<>(deviceTypes).size() != count) {
            throw new IllegalArgumentException(
                    "deviceTypes: expected 1 to " + MAX_DEVICE_TYPES + " different ones, found " + count);
        }
        deviceTypes.forEach(type -> SlipwayCustom.require(DEVICE_TYPE, "deviceTypes", type));
        SlipwayCustom.require(FORMAT, "format", format);
    }

    /** The path of a component's image. */
    public static TargetPath pathOf(String releaseName, String releaseVersion, String component) {
        return new TargetPath(releaseName + "/" + releaseVersion + "/" + component);
    }

    /** The release's name. */
    public String releaseName() {
        return path.segments().getFirst();
    }

    /** The release's version. */
    public String releaseVersion() {
        return path.segments().get(1);
    }

    /**
     * Reads an image from a target.
     *
     * @throws io.slipway.metadata.refusal.MetadataRefusedException with {@code TargetMalformed} if it is none
     */
    public static ImageTarget read(Target target) {
        return SlipwayCustom.read(target, "an image of a release", json -> {
            json.requireOnly("releaseId", "deviceTypes", "component", "format");
            String releaseId = json.string("releaseId");
            SlipwayCustom.require(UUID_FORM, "releaseId", releaseId);
            return new ImageTarget(
                    target.path(),
                    new Content(target.length(), target.sha256()),
                    UUID.fromString(releaseId),
                    json.array("deviceTypes").strings(),
                    json.string("component"),
                    json.string("format"));
        });
    }

    /** The target that says this. */
    public Target toTarget() {
        JsonObject custom = JsonObject.builder()
                .put("releaseId", releaseId.toString())
                .put("deviceTypes", JsonArray.ofStrings(deviceTypes))
                .put("component", component)
                .put("format", format)
                .build();
        return new Target(path, content.length(), content.sha256(), SlipwayCustom.write(custom));
    }
}
