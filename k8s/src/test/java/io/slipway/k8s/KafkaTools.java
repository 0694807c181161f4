package io.slipway.k8s;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/** The command line tools of a Kafka distribution, made of its jars, and the scripts that call them. */
final class KafkaTools {

    private static final Map<String, String> PROGRAMS = Map.of(
            "kafka-topics.sh", "org.apache.kafka.tools.TopicCommand",
            "kafka-console-consumer.sh", "org.apache.kafka.tools.consumer.ConsoleConsumer",
            "kafka-console-producer.sh", "org.apache.kafka.tools.ConsoleProducer");

    private final Path folder;
    private final String bootstrapServers;

    KafkaTools(Path folder, String bootstrapServers) throws IOException {
        this.folder = folder;
        this.bootstrapServers = bootstrapServers;
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        for (Map.Entry<String, String> program : PROGRAMS.entrySet()) {
            String script = "#!/bin/bash\nexec '%s' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp '%s' %s \"$@\"\n"
                    .formatted(java, System.getProperty("java.class.path"), program.getValue());
            Path file = Files.writeString(folder.resolve(program.getKey()), script);
            assertThat(file.toFile().setExecutable(true)).isTrue();
        }
    }

    /** Runs a script with the tools on its path and what {@code environment} adds; returns what it said on both streams. */
    Outcome run(List<String> script, Path input, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path said = Files.createTempFile(folder, "said", ".txt");
        ProcessBuilder builder = new ProcessBuilder(script)
                .redirectInput(input.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().put("PATH", folder + ":" + System.getenv("PATH"));
        builder.environment().put("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers);
        builder.environment().put("KAFKA_SECURITY_PROTOCOL", "PLAINTEXT");
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        return new Outcome(process.exitValue(), Files.readString(said));
    }

    /**
     * How a script ended.
     *
     * @param code its exit code
     * @param said what it wrote
     */
    record Outcome(int code, String said) {}
}
