package io.slipway.engines.kafka;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.slipway.engines.process.EngineHome;
import io.slipway.engines.process.EngineRecipe;
import io.slipway.engines.process.Readiness;

/**
 * A Kafka broker that is its own controller (KRaft).
 *
 * @param directory of its data, configuration and log
 * @param port of clients
 * @param controllerPort of the controller, which only the broker itself uses
 */
public record KafkaRecipe(Path directory, int port, int controllerPort) implements EngineRecipe {

    private static final List<String> JVM = List.of(
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dlog4j2.configurationFile=classpath:io/slipway/engines/kafka/log4j2.properties");

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public void prepare() throws IOException {
        Files.writeString(configuration(), settings());
        readiness().reset();
    }

    @Override
    public List<String> command() {
        List<String> command = new ArrayList<>(EngineHome.java(name(), JVM, KafkaMain.class));
        command.add(configuration().toString());
        command.add("127.0.0.1:" + port);
        command.add(readiness().file().toString());
        if (!Files.exists(data().resolve("meta.properties"))) {
            command.add(KafkaMain.FORMAT);
        }
        return command;
    }

    @Override
    public boolean isReady() {
        return readiness().isAnnounced();
    }

    @Override
    public Map<String, String> coordinates() {
        return Map.of("kafka.bootstrap.servers", "127.0.0.1:" + port);
    }

    private Readiness readiness() {
        return Readiness.in(directory);
    }

    private Path configuration() {
        return directory.toAbsolutePath().resolve("server.properties");
    }

    private String settings() {
        return """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%2$d
                listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
                listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
                controller.listener.names=CONTROLLER
                inter.broker.listener.name=PLAINTEXT
                log.dirs=%3$s
                auto.create.topics.enable=false
                default.replication.factor=1
                min.insync.replicas=1
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=4
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                transaction.state.log.num.partitions=4
                share.coordinator.state.topic.replication.factor=1
                share.coordinator.state.topic.min.isr=1
                group.initial.rebalance.delay.ms=0
                num.network.threads=2
                num.io.threads=4
                log.cleaner.threads=1
                log.cleaner.dedupe.buffer.size=16777216
                """.formatted(port, controllerPort, data());
    }

    private Path data() {
        return directory.toAbsolutePath().resolve("data");
    }
}
