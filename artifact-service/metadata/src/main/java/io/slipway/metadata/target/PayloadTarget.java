package io.slipway.metadata.target;

import java.util.List;
import java.util.Optional;
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
 * @param path {@code payloads/}, the image's digest and the name of the way to it: {@code full}, or {@code from-} and the digest of a delta's source
 * @param content the payload's length and digest
 * @param kind how the payload makes the image: {@code full} or {@code delta}; a reader decides which others it takes
 * @param image the image that comes out; its digest is the one in the path
 * @param from the source image that a delta needs; a full payload has none
 * @param index the payload's index, by which each part is checked before it is decoded
 */
public record PayloadTarget(
        TargetPath path, Content content, String kind, Content image, Optional<Content> from, Content index) {

    /** The kind that needs no source. */
    public static final String FULL = "full";

    /** The kind that needs a source. */
    public static final String DELTA = "delta";

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
        if (kind.equals(FULL) && from.isPresent()) {
            throw new IllegalArgumentException("from: a full payload has no source");
        }
        if (kind.equals(DELTA)) {
            Content source = from.orElseThrow(() -> new IllegalArgumentException("from: a delta names its source"));
            if (!path.equals(deltaPath(image.sha256(), source.sha256()))) {
                throw new IllegalArgumentException("path: expected the digests of image and source");
            }
        }
    }

    /** A payload without a source. */
    public PayloadTarget(TargetPath path, Content content, String kind, Content image, Content index) {
        this(path, content, kind, image, Optional.empty(), index);
    }

    /** The path of the full payload of an image. */
    public static TargetPath fullPath(Sha256 image) {
        return pathOf(image, FULL);
    }

    /** The path of the delta that makes {@code image} from {@code source}: a device that knows both looks here for it. */
    public static TargetPath deltaPath(Sha256 image, Sha256 source) {
        return pathOf(image, "from-" + source.hex());
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
            json.requireOnly("kind", "image", "from", "index");
            return new PayloadTarget(
                    target.path(),
                    new Content(target.length(), target.sha256()),
                    json.string("kind"),
                    Content.read(json.object("image")),
                    json.findObject("from").map(Content::read),
                    Content.read(json.object("index")));
        });
    }

    /** The target that says this. */
    public Target toTarget() {
        JsonObject.Builder custom = JsonObject.builder().put("kind", kind).put("image", image.toJson());
        from.ifPresent(source -> custom.put("from", source.toJson()));
        custom.put("index", index.toJson());
        return new Target(path, content.length(), content.sha256(), SlipwayCustom.write(custom.build()));
    }
}
