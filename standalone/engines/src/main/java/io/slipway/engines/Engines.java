package io.slipway.engines;

import java.nio.file.Path;
import java.util.Optional;

import io.slipway.engines.kafka.KafkaRecipe;
import io.slipway.engines.mqtt.MqttRecipe;
import io.slipway.engines.postgres.PostgresRecipe;
import io.slipway.engines.process.Ports;
import io.slipway.engines.process.ProcessEngine;
import io.slipway.engines.s3.S3Recipe;

/**
 * Starts the four engines that the platform stands on, as processes of this machine, or as containers with {@code -Dslipway.engines=containers}.
 *
 * <p>Each method creates {@code directory} if it is missing, continues with the data that it finds there, and returns when the engine serves requests. Port 0
 * chooses a free one. They throw {@link EngineFailedException} if the port is in use or the engine does not serve in time.
 */
public final class Engines {

    private Engines() {}

    /** PostgreSQL 18 with the database and user {@code slipway}, durable. */
    public static Engine postgres(Path directory, int port) {
        return postgres(directory, port, Durability.POWER_LOSS);
    }

    /** PostgreSQL 18 with the database and user {@code slipway}. */
    public static Engine postgres(Path directory, int port, Durability durability) {
        return inContainers()
                ? ContainerEngines.postgres(port)
                : ProcessEngine.start(new PostgresRecipe(directory, Ports.choose(port), durability));
    }

    /** A Kafka broker of one node with the topics of {@code docs/contracts}; topics are never created by use. */
    public static Engine kafka(Path directory, int port) {
        return inContainers()
                ? ContainerEngines.kafka(port)
                : ProcessEngine.start(new KafkaRecipe(directory, Ports.choose(port), Ports.choose(0)));
    }

    /** An S3 server over plain HTTP with Slipway's three buckets. */
    public static Engine s3(Path directory, int port) {
        return s3(directory, port, Optional.empty());
    }

    /** An S3 server with Slipway's three buckets; over HTTPS if it has an identity. */
    public static Engine s3(Path directory, int port, Optional<TlsIdentity> identity) {
        return inContainers()
                ? ContainerEngines.s3(port, identity)
                : ProcessEngine.start(new S3Recipe(directory, Ports.choose(port), identity));
    }

    /** An MQTT 5 broker that demands client certificates and grants each device its own three topics. */
    public static Engine mqtt(Path directory, int port, TlsIdentity identity, MqttTrust trust) {
        return inContainers()
                ? ContainerEngines.mqtt(directory, port, identity, trust)
                : ProcessEngine.start(new MqttRecipe(directory, Ports.choose(port), identity, trust));
    }

    private static boolean inContainers() {
        return "containers".equals(System.getProperty("slipway.engines"));
    }
}
