package io.slipway.standalone.operator;

import io.slipway.metadata.canonical.JsonLimits;
import io.slipway.metadata.canonical.JsonObject;
import io.slipway.metadata.canonical.JsonReader;

/**
 * What a device wrote to a medium about its installation, see docs/contracts. Nobody signed it: it is as good as whoever had the medium.
 *
 * @param result the state that the deployment ended in
 * @param reason code and detail, or empty
 * @param endedAt by the device's clock
 * @param json all of it
 */
public record BundleResult(
        String deviceId,
        String deviceType,
        String release,
        String result,
        String reason,
        String endedAt,
        JsonObject json) {

    /** Most bytes of a result. */
    public static final int MAX_BYTES = 64 * 1024;

    private static final JsonLimits LIMITS = new JsonLimits(MAX_BYTES, 8, 4096, 200);

    /**
     * Reads a result. Characters that would move the cursor of a terminal are replaced.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static BundleResult read(byte[] file) {
        JsonObject json = JsonReader.readObject(file, LIMITS);
        if (!json.string("format").equals("slipway-result-1")) {
            throw new IllegalArgumentException("expected the format slipway-result-1");
        }
        JsonObject release = json.object("release");
        JsonObject report = json.object("report");
        return new BundleResult(
                printable(json.string("deviceId")),
                printable(json.string("deviceType")),
                printable(release.string("name") + " " + release.string("version")),
                printable(report.string("state")),
                printable(report.findObject("reason")
                        .map(reason -> reason.string("code") + ": " + reason.string("detail"))
                        .orElse("")),
                printable(json.string("endedAt")),
                json);
    }

    private static String printable(String text) {
        return text.replaceAll("\\p{C}", "?");
    }
}
