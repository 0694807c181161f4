package io.slipway.standalone.operator;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;

import io.slipway.metadata.canonical.JsonArray;
import io.slipway.metadata.canonical.JsonObject;
import io.slipway.metadata.canonical.JsonText;
import io.slipway.metadata.canonical.JsonValue;
import io.slipway.metadata.digest.Sha256;
import io.slipway.metadata.target.Content;
import io.slipway.metadata.target.ImageTarget;
import io.slipway.metadata.target.PayloadTarget;

/**
 * The table of contents of a bundle, as in docs/contracts: the same content gives the same bytes.
 *
 * @param images of one release, at least one, in the order of their components
 * @param files by their paths in the bundle
 */
public record BundleContents(String deviceType, List<ImageTarget> images, SortedMap<String, Content> files) {

    private static final String FORMAT = "slipway-bundle-1";

    public BundleContents {
        images = List.copyOf(images);
    }

    /** {@code bundle.json}. */
    public byte[] json() {
        ImageTarget first = images.getFirst();
        return JsonText.bytes(JsonObject.builder()
                .put("format", FORMAT)
                .put("deviceType", deviceType)
                .put(
                        "release",
                        JsonObject.builder()
                                .put("id", first.releaseId().toString())
                                .put("name", first.releaseName())
                                .put("version", first.releaseVersion())
                                .build())
                .put(
                        "components",
                        new JsonArray(
                                images.stream().map(BundleContents::component).toList()))
                .put(
                        "files",
                        new JsonArray(files.entrySet().stream()
                                .map(BundleContents::file)
                                .toList()))
                .build());
    }

    /** Names the bundle: the digest of its table of contents. */
    public Sha256 id() {
        return Sha256.of(json());
    }

    /** All bytes of the files. */
    public long length() {
        return files.values().stream().mapToLong(Content::length).sum();
    }

    private static JsonValue component(ImageTarget image) {
        return JsonObject.builder()
                .put("name", image.component())
                .put("target", image.path().value())
                .put("payload", PayloadTarget.fullPath(image.content().sha256()).value())
                .build();
    }

    private static JsonValue file(Map.Entry<String, Content> file) {
        return JsonObject.builder()
                .put("path", file.getKey())
                .put("length", file.getValue().length())
                .put("sha256", file.getValue().sha256().hex())
                .build();
    }
}
