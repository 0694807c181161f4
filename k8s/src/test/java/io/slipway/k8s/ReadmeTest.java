package io.slipway.k8s;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The tables of the README name every value of the chart, and its default. */
class ReadmeTest {

    private static final Pattern ROW = Pattern.compile("^\\| (`[a-z][^|]*) \\| ([^|]*)\\|", Pattern.MULTILINE);
    /** YAML's merge of the values that the services have in common; the reader used here leaves it as it stands. */
    private static final String MERGE = "<<";

    private static final Pattern WORD = Pattern.compile("`([^`]+)`");
    private static final List<String> SERVICES =
            List.of("artifactService", "rolloutService", "deltaService", "deviceGateway");

    private final Map<String, String> documented = new TreeMap<>();

    ReadmeTest() throws IOException {
        Matcher row = ROW.matcher(Files.readString(Chart.ROOT.resolve("k8s/README.md")));
        while (row.find()) {
            String value = row.group(2).strip();
            WORD.matcher(row.group(1)).results().forEach(name -> documented.put(name.group(1), value));
        }
    }

    @Test
    void tables_name_exactly_the_values_of_the_chart() {
        assertThat(paths(values())).containsExactlyElementsOf(new TreeSet<>(documented.keySet()));
    }

    @Test
    void default_in_a_table_is_that_of_the_chart() {
        assertThat(documented).allSatisfy((path, value) -> {
            if (value.matches("`[^`]*`")) {
                JsonNode node = values().at("/" + path.replace('.', '/'));
                JsonNode found =
                        node.isMissingNode() ? values().at("/artifactService/" + path.replace('.', '/')) : node;
                String text = found.isContainerNode() ? found.toString() : found.asText();
                assertThat("`" + text + "`").as(path).isEqualTo(value);
            }
        });
    }

    private static JsonNode values() {
        return Chart.yaml(Chart.FOLDER.resolve("values.yaml"));
    }

    /** Returns the paths of all values, with what the services have in common named once. */
    private static Set<String> paths(JsonNode values) {
        Set<String> paths = new TreeSet<>();
        values.properties().forEach(entry -> {
            if (SERVICES.contains(entry.getKey())) {
                Set<String> common = new TreeSet<>();
                collect("", values.path("artifactService"), common);
                Set<String> own = new TreeSet<>();
                collect("", entry.getValue(), own);
                paths.addAll(common);
                own.stream()
                        .filter(path -> !common.contains(path) && !path.equals(MERGE))
                        .forEach(path -> paths.add(entry.getKey() + "." + path));
            } else {
                collect(entry.getKey(), entry.getValue(), paths);
            }
        });
        return paths;
    }

    private static void collect(String path, JsonNode value, Set<String> paths) {
        boolean isGroup = value.isObject() && !value.isEmpty() && !path.endsWith("resources");
        if (isGroup) {
            value.properties()
                    .forEach(entry -> collect(
                            path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(), entry.getValue(), paths));
        } else {
            paths.add(path);
        }
    }
}
