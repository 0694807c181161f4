package io.slipway.k8s;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The table of the README names every value of the chart, and its default. */
class ReadmeTest {

    private static final Pattern ROW = Pattern.compile("^\\| (`[a-z][^|]*) \\| ([^|]*)\\|", Pattern.MULTILINE);
    private static final Pattern WORD = Pattern.compile("`([^`]+)`");
    private final Map<String, String> documented = new TreeMap<>();

    ReadmeTest() throws IOException {
        Matcher row = ROW.matcher(Files.readString(Chart.ROOT.resolve("k8s/README.md")));
        while (row.find()) {
            String value = row.group(2).strip();
            WORD.matcher(row.group(1)).results().forEach(name -> documented.put(name.group(1), value));
        }
    }

    @Test
    void table_names_exactly_the_values_of_the_chart() {
        assertThat(paths(values())).containsExactlyElementsOf(new TreeSet<>(documented.keySet()));
    }

    @Test
    void default_in_the_table_is_that_of_the_chart() {
        assertThat(documented).allSatisfy((path, value) -> {
            if (value.matches("`[^`]*`")) {
                JsonNode found = values().at("/" + path.replace('.', '/'));
                String text = found.isContainerNode() ? found.toString() : found.asText();
                assertThat("`" + text + "`").as(path).isEqualTo(value);
            }
        });
    }

    private static JsonNode values() {
        return Chart.yaml(Chart.FOLDER.resolve("values.yaml"));
    }

    /** Returns the paths of all values; resources count as one. */
    private static Set<String> paths(JsonNode values) {
        Set<String> paths = new TreeSet<>();
        values.properties().forEach(entry -> collect(entry.getKey(), entry.getValue(), paths));
        return paths;
    }

    private static void collect(String path, JsonNode value, Set<String> paths) {
        boolean isGroup = value.isObject() && !value.isEmpty() && !path.endsWith("resources");
        if (isGroup) {
            value.properties().forEach(entry -> collect(path + "." + entry.getKey(), entry.getValue(), paths));
        } else {
            paths.add(path);
        }
    }
}
