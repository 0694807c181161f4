package io.slipway.k8s;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

import static java.util.stream.Collectors.toCollection;

/** The environment variables that a service reads, found in its sources and in those of the chassis. */
final class ServiceSettings {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Za-z0-9_.-]+)(:[^}]*)?}");
    private static final String QUARKUS_MODEL = "META-INF/quarkus-config-doc/quarkus-config-model.json";

    private final Set<String> readable = new TreeSet<>(quarkusVariables());
    private final Set<String> required = new TreeSet<>();

    private ServiceSettings(String service) {
        List<Path> roots = List.of(
                Chart.ROOT.resolve(service).resolve("src/main"),
                Chart.ROOT.resolve("artifact-service/events/src/main"));
        readable.addAll(kafkaVariables());
        ConfigMappings.in(files(roots, ".java")).forEach(this::add);
        Properties properties = new Properties();
        files(roots, ".properties").forEach(file -> properties.putAll(load(file)));
        addReferences(properties);
        addKeys(properties);
    }

    static ServiceSettings of(String service) {
        return new ServiceSettings(service);
    }

    /** Returns whether the variable has an effect on the running service. */
    boolean read(String variable) {
        return readable.contains(variable);
    }

    /** Returns the variables without which the service does not start. */
    Set<String> required() {
        return Collections.unmodifiableSet(required);
    }

    private void add(Setting setting) {
        readable.add(setting.variable());
        if (setting.required()) {
            required.add(setting.variable());
        }
    }

    /** What the value of a property refers to is read, and required where it has no default. */
    private void addReferences(Properties properties) {
        namesForEveryProfile(properties).forEach(name -> REFERENCE
                .matcher(properties.getProperty(name))
                .results()
                .forEach(reference -> add(new Setting(reference.group(1), reference.group(2) == null))));
    }

    /** What a properties file sets can be set otherwise, but need not be. Keys of Quarkus count only if they are for run time. */
    private void addKeys(Properties properties) {
        namesForEveryProfile(properties).forEach(name -> {
            required.remove(Setting.variableOf(name));
            if (!name.startsWith("quarkus.")) {
                readable.add(Setting.variableOf(name));
            }
        });
    }

    private static List<String> namesForEveryProfile(Properties properties) {
        return properties.stringPropertyNames().stream()
                .filter(name -> !name.startsWith("%"))
                .toList();
    }

    private static Set<String> kafkaVariables() {
        return Stream.concat(ConsumerConfig.configNames().stream(), ProducerConfig.configNames().stream())
                .map(name -> Setting.variableOf("kafka." + name))
                .collect(toCollection(TreeSet::new));
    }

    /** Reads the descriptions of the configuration that Quarkus puts into its jars. */
    private static Set<String> quarkusVariables() {
        try {
            Set<String> variables = new TreeSet<>();
            for (URL model :
                    Collections.list(ServiceSettings.class.getClassLoader().getResources(QUARKUS_MODEL))) {
                collectRuntimeVariables(new ObjectMapper().readTree(model), variables);
            }
            return variables;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void collectRuntimeVariables(JsonNode node, Set<String> variables) {
        if (node.path("phase").asText().equals("RUN_TIME")) {
            variables.add(node.at("/path/environmentVariable").asText());
        }
        node.forEach(part -> collectRuntimeVariables(part, variables));
    }

    private static List<Path> files(List<Path> roots, String ending) {
        List<Path> files = new ArrayList<>();
        for (Path root : roots) {
            try (Stream<Path> found = Files.exists(root) ? Files.walk(root) : Stream.of()) {
                found.filter(file -> file.toString().endsWith(ending))
                        .filter(file -> !file.toString().contains("migration"))
                        .forEach(files::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return files;
    }

    private static Properties load(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
