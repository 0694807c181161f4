package io.slipway.engines;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.MountableFile;

import io.slipway.engines.kafka.Topic;
import io.slipway.engines.mqtt.BrokerFiles;
import io.slipway.engines.process.Ports;
import io.slipway.engines.s3.Bucket;

/**
 * The four engines from their makers' images. The data lives in the container: it survives {@link Engine#kill} and {@link Engine#restart}, and is gone after {@link
 * Engine#close}.
 */
final class ContainerEngines {

    private static final String POSTGRES_IMAGE = "postgres:18";
    private static final String KAFKA_IMAGE = "apache/kafka:4.3.1";
    private static final String S3_IMAGE = "minio/minio:RELEASE.2025-09-07T16-13-09Z";
    private static final String MQTT_IMAGE = "hivemq/hivemq-ce:2025.5";
    private static final String SECRET = "slipway-in-a-container";
    private static final int READABLE = 0444;
    private static final Path BROKER_HOME = Path.of("/opt/hivemq");

    private ContainerEngines() {}

    /** PostgreSQL with the database and user {@code slipway}. */
    static Engine postgres(int port) {
        int hostPort = Ports.choose(port);
        FixedPortContainer container = new FixedPortContainer(POSTGRES_IMAGE, hostPort, 5432);
        container.withEnv(Map.of("POSTGRES_USER", "slipway", "POSTGRES_DB", "slipway", "POSTGRES_PASSWORD", SECRET));
        container.waitingFor(Wait.forSuccessfulCommand("pg_isready -h 127.0.0.1 -U slipway"));
        String address = "postgresql://localhost:" + hostPort + "/slipway";
        return ContainerEngine.start(
                "postgres",
                container,
                hostPort,
                Map.of(
                        "quarkus.datasource.jdbc.url",
                        "jdbc:" + address,
                        "quarkus.datasource.reactive.url",
                        address,
                        "quarkus.datasource.username",
                        "slipway",
                        "quarkus.datasource.password",
                        SECRET));
    }

    /** Kafka with the topics of the contract. */
    static Engine kafka(int port) {
        int hostPort = Ports.choose(port);
        FixedPortContainer container = new FixedPortContainer(KAFKA_IMAGE, hostPort, 9092);
        container.withEnv(Map.of(
                "KAFKA_NODE_ID", "1",
                "KAFKA_PROCESS_ROLES", "broker,controller",
                "KAFKA_CONTROLLER_QUORUM_VOTERS", "1@localhost:9093",
                "KAFKA_LISTENERS", "PLAINTEXT://:9092,CONTROLLER://:9093,INSIDE://:9094",
                "KAFKA_ADVERTISED_LISTENERS", "PLAINTEXT://localhost:" + hostPort + ",INSIDE://localhost:9094",
                "KAFKA_LISTENER_SECURITY_PROTOCOL_MAP", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,INSIDE:PLAINTEXT",
                "KAFKA_CONTROLLER_LISTENER_NAMES", "CONTROLLER",
                "KAFKA_INTER_BROKER_LISTENER_NAME", "INSIDE",
                "KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR", "1",
                "KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false"));
        container.waitingFor(Wait.forSuccessfulCommand(createTopics()));
        return ContainerEngine.start(
                "kafka", container, hostPort, Map.of("kafka.bootstrap.servers", "localhost:" + hostPort));
    }

    /** MinIO with the buckets of the contract. */
    static Engine s3(int port, Optional<TlsIdentity> identity) {
        int hostPort = Ports.choose(port);
        FixedPortContainer container = new FixedPortContainer(S3_IMAGE, hostPort, 9000);
        String folders = Bucket.NAMES.stream().map(name -> "/data/" + name).collect(Collectors.joining(" "));
        container.withCreateContainerCmdModifier(command -> command.withEntrypoint("sh", "-c"));
        container.withCommand("mkdir -p " + folders + " && exec minio server /data");
        container.withEnv(Map.of("MINIO_ROOT_USER", "slipway", "MINIO_ROOT_PASSWORD", SECRET));
        identity.ifPresent(server -> container
                .withCopyFileToContainer(readable(server.certificate()), "/root/.minio/certs/public.crt")
                .withCopyFileToContainer(readable(server.key()), "/root/.minio/certs/private.key"));
        container.waitingFor(Wait.forListeningPort());
        String scheme = identity.isPresent() ? "https" : "http";
        return ContainerEngine.start(
                "s3",
                container,
                hostPort,
                Map.of(
                        "slipway.object-store.endpoint",
                        scheme + "://localhost:" + hostPort,
                        "slipway.object-store.region",
                        "us-east-1",
                        "slipway.object-store.access-key",
                        "slipway",
                        "slipway.object-store.secret-key",
                        SECRET));
    }

    /** HiveMQ Community Edition with Slipway's extension. {@code directory} takes the files that the container gets. */
    static Engine mqtt(Path directory, int port, TlsIdentity identity, MqttTrust trust) {
        int hostPort = Ports.choose(port);
        FixedPortContainer container = new FixedPortContainer(MQTT_IMAGE, hostPort, 8883);
        try {
            new BrokerFiles(directory).write(8883, "0.0.0.0", identity, trust, BROKER_HOME);
            BrokerExtension.write(directory.resolve("extensions").resolve("slipway"));
        } catch (IOException e) {
            throw new EngineFailedException("mqtt could not be prepared in " + directory + ".", e);
        }
        for (String folder : List.of("conf", "authorities", "extensions")) {
            container.withCopyFileToContainer(
                    readable(directory.resolve(folder)),
                    BROKER_HOME.resolve(folder).toString());
        }
        container.withEnv(
                "SLIPWAY_MQTT_AUTHORITIES", BROKER_HOME.resolve("authorities").toString());
        container.waitingFor(Wait.forLogMessage(".*Started HiveMQ in.*", 1));
        return ContainerEngine.start(
                "mqtt", container, hostPort, Map.of("slipway.mqtt.url", "ssl://localhost:" + hostPort));
    }

    private static String createTopics() {
        return Topic.all().stream()
                .map(topic ->
                        "/opt/kafka/bin/kafka-topics.sh --bootstrap-server localhost:9094 --create --if-not-exists"
                                + " --topic " + topic.name() + " --partitions " + topic.partitions()
                                + topic.retention().settings().entrySet().stream()
                                        .map(setting -> " --config " + setting.getKey() + "=" + setting.getValue())
                                        .collect(Collectors.joining()))
                .collect(Collectors.joining(" && "));
    }

    private static MountableFile readable(Path file) {
        return MountableFile.forHostPath(file.toAbsolutePath(), READABLE);
    }
}
