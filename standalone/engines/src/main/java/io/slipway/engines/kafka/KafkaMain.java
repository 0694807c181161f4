package io.slipway.engines.kafka;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;

import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;

import io.slipway.engines.process.Readiness;

/** The main class of the broker's process: formats the storage at the first start, runs the broker, creates missing topics and then says that it is ready. */
public final class KafkaMain {

    /** Argument that makes the broker format its storage first. */
    static final String FORMAT = "format";

    private static final int MILLISECONDS_TO_ANSWER = 90_000;

    private KafkaMain() {}

    /**
     * Returns when the broker has ended.
     *
     * @param arguments the configuration file, the address of the broker, the file that says "ready", and the word "format" if the storage is new
     */
    public static void main(String... arguments) {
        String configuration = arguments[0];
        String address = arguments[1];
        Readiness readiness = new Readiness(Path.of(arguments[2]));
        if (List.of(arguments).contains(FORMAT)) {
            format(configuration);
        }
        Thread.ofPlatform().daemon().name("topics").start(() -> announce(address, readiness));
        Kafka.main(new String[] {configuration});
    }

    private static void format(String configuration) {
        String[] arguments = {"format", "--cluster-id", Uuid.randomUuid().toString(), "--config", configuration};
        int status = StorageTool.execute(arguments, new PrintStream(System.out, true, StandardCharsets.UTF_8));
        if (status != 0) {
            throw new IllegalStateException("the storage could not be formatted, status " + status);
        }
    }

    private static void announce(String address, Readiness readiness) {
        Map<String, Object> settings = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                address,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                MILLISECONDS_TO_ANSWER);
        try (Admin admin = Admin.create(settings)) {
            createMissingTopics(admin);
            readiness.announce();
        } catch (Exception e) {
            e.printStackTrace(System.out);
            Runtime.getRuntime().halt(1);
        }
    }

    private static void createMissingTopics(Admin admin) throws ExecutionException, InterruptedException {
        Set<String> existing = admin.listTopics().names().get();
        List<NewTopic> missing = Topic.all().stream()
                .filter(topic -> !existing.contains(topic.name()))
                .map(KafkaMain::toKafka)
                .toList();
        admin.createTopics(missing).all().get();
    }

    private static NewTopic toKafka(Topic topic) {
        return new NewTopic(topic.name(), topic.partitions(), (short) 1)
                .configs(topic.retention().settings());
    }
}
