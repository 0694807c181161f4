package io.slipway.metadata.target;

import java.util.List;
import java.util.regex.Pattern;

import io.slipway.metadata.canonical.JsonObject;
import io.slipway.metadata.digest.Sha256;
import io.slipway.metadata.role.Authority;
import io.slipway.metadata.role.Delegation;
import io.slipway.metadata.role.PathPattern;
import io.slipway.metadata.role.RoleName;
import io.slipway.metadata.role.Target;
import io.slipway.metadata.role.TargetPath;

/**
 * An update payload for an image, signed online: what a device may download and apply. It never decides what may boot, the {@link ImageTarget} does.
 *
 * @param path {@code payloads/}, the image's digest and the name of the way to it, for example {@code payloads/<sha256>/full}
 * @param content the payload's length and digest
 * @param kind how the payload makes the image, for example {@code full}
 * @param image the image that comes out; its digest is the one in the path
 * @param index the payload's index, by which each part is checked before it is decoded
 */
public record PayloadTarget(TargetPath path, Content content, String kind, Content image, Content index) {

    /** The delegated role that signs payloads. */
    public static final RoleName ROLE = new RoleName("payloads");

    static final String DIRECTORY = "payloads";

    private static final Pattern KIND = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

    public PayloadTarget {
        List<String> segments = path.segments();
        boolean ofImage = segments.size() == 3
                && segments.getFirst().equals(DIRECTORY)
                && segments.get(1).equals(image.sha256().hex());
        if (!ofImage) {
            throw new IllegalArgumentException("path: expected payloads/, the image's sha256 and a name");
        }
        SlipwayCustom.require(KIND, "kind", kind);
    }

    /** The path of the payload that makes this image in this way. */
    public static TargetPath pathOf(Sha256 image, String way) {
        return new TargetPath(DIRECTORY + "/" + image.hex() + "/" + way);
    }

    /** The delegation by which offline-signed targets metadata hands payloads, and nothing else, to the online keys. */
    public static Delegation delegation(Authority authority) {
        return new Delegation(ROLE, authority, List.of(new PathPattern(DIRECTORY + "/*/*")), true);
    }

    /**
     * Reads a payload from a target.
     *
     * @throws io.slipway.metadata.refusal.MetadataRefusedException with {@code TargetMalformed} if it is none
     */
    public static PayloadTarget read(Target target) {
        return SlipwayCustom.read(target, "an update payload for an image", json -> {
            json.requireOnly("kind", "image", "index");
            return new PayloadTarget(
                    target.path(),
                    new Content(target.length(), target.sha256()),
                    json.string("kind"),
                    Content.read(json.object("image")),
                    Content.read(json.object("index")));
        });
    }

    /** The target that says this. */
    public Target toTarget() {
        JsonObject custom = JsonObject.builder()
                .put("kind", kind)
                .put("image", image.toJson())
                .put("index", index.toJson())
                .build();
        return new Target(path, content.length(), content.sha256(), SlipwayCustom.write(custom));
    }
}
