package io.slipway.k8s;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;

/** The chart, rendered by Helm. */
final class Chart {

    static final Path ROOT = Path.of(System.getProperty("slipway.root", ".."));
    static final Path FOLDER = ROOT.resolve("k8s/slipway");

    /** Names of the value sets below {@code src/test/resources/values}, and of the chart's own values. */
    static final List<String> VALUE_SETS = List.of("defaults", "laboratory", "everything");

    static final List<String> SERVICES =
            List.of("artifact-service", "rollout-service", "delta-service", "device-gateway");

    private static final String KUBERNETES = "1.33.0";
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Map<String, List<Manifest>> RENDERED = new ConcurrentHashMap<>();

    private Chart() {}

    static LintResult lint() {
        return new Helm(FOLDER).lint().strict().call();
    }

    /** Returns all manifests of the chart with the value set. */
    static List<Manifest> render(String valueSet) {
        return RENDERED.computeIfAbsent(valueSet, name -> manifests(renderWith(command -> valuesOf(name, command))));
    }

    /** Returns Helm's output for the chart with single values changed, each given as {@code path=value}. */
    static String renderWith(UnaryOperator<TemplateCommand> values) {
        Path chart = withoutHooks();
        try {
            return values.apply(new Helm(chart)
                            .template()
                            .withName("fleet")
                            .withNamespace("updates")
                            .withKubeVersion(KUBERNETES))
                    .call();
        } finally {
            delete(chart);
        }
    }

    static List<Manifest> manifests(String yaml) {
        List<Manifest> manifests = new ArrayList<>();
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(yaml)) {
            documents.forEachRemaining(document -> {
                if (document.isObject()) {
                    manifests.add(new Manifest(document));
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(manifests);
    }

    static JsonNode yaml(Path file) {
        try {
            return YAML.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TemplateCommand valuesOf(String valueSet, TemplateCommand command) {
        return valueSet.equals("defaults")
                ? command
                : command.withValuesFile(
                        Path.of("src/test/resources/values", valueSet + ".yaml").toAbsolutePath());
    }

    /** Helm's library leaves hooks out of what it renders; a copy of the chart without the annotation has them as plain objects. */
    private static Path withoutHooks() {
        try {
            Path copy = Files.createTempDirectory("slipway-chart");
            Files.walkFileTree(FOLDER, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Path target = copy.resolve(FOLDER.relativize(file).toString());
                    Files.createDirectories(target.getParent());
                    Files.write(
                            target,
                            Files.readAllLines(file).stream()
                                    .filter(line -> !line.contains("helm.sh/hook:"))
                                    .toList());
                    return FileVisitResult.CONTINUE;
                }
            });
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(
                        Path visited, @org.jspecify.annotations.Nullable IOException e) throws IOException {
                    Files.delete(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
