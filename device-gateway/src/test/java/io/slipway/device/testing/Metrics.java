package io.slipway.device.testing;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.eclipse.microprofile.config.ConfigProvider;

import static io.restassured.RestAssured.given;

/** The metrics of the running gateway, as Prometheus reads them. */
public final class Metrics {

    /** What follows the labels; an exemplar may come after it. */
    private static final Pattern VALUE = Pattern.compile("} (\\S+)");

    private Metrics() {}

    /** The value of the metric with these labels; 0 if there is none. */
    public static double value(String name, String... labels) {
        return text().lines()
                .filter(line -> line.startsWith(name))
                .filter(line -> Arrays.stream(labels).allMatch(line::contains))
                .map(VALUE::matcher)
                .filter(Matcher::find)
                .mapToDouble(found -> Double.parseDouble(found.group(1)))
                .sum();
    }

    /** All metrics. */
    public static String text() {
        return given().port(managementPort()).get("/q/metrics").asString();
    }

    /** The port of health and metrics. */
    public static int managementPort() {
        return ConfigProvider.getConfig().getValue("quarkus.management.test-port", Integer.class);
    }
}
