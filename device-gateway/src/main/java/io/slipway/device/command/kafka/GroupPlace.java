package io.slipway.device.command.kafka;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Optional;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.slipway.device.GatewayConfiguration;

/**
 * Gives this gateway a place of its own in the consumer group (static membership, Kafka KIP-345).
 *
 * <p>A gateway that is killed and started again takes its place at once, with the same partitions. Without, it would wait until Kafka has given up on its
 * predecessor, which could not say goodbye, and so would all commands of its partitions. The price: a place that nobody takes again, as after a change of the
 * host, stays empty for one session timeout even if its gateway ended in order.
 */
@Dependent
class GroupPlace {

    private final GatewayConfiguration configuration;
    private final int port;

    GroupPlace(GatewayConfiguration configuration, @ConfigProperty(name = "quarkus.http.port") int port) {
        this.configuration = configuration;
        this.port = port;
    }

    /** What the channel {@code commands} adds to its configuration. */
    @Produces
    @Singleton
    @Identifier("commands")
    Map<String, Object> settings() {
        return configuration
                .instance()
                .or(this::hostAndPort)
                .<Map<String, Object>>map(name -> Map.of(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, name))
                .orElseGet(Map::of);
    }

    /** A host that does not know its name gives the gateway no place of its own. */
    private Optional<String> hostAndPort() {
        try {
            return Optional.of(InetAddress.getLocalHost().getHostName() + "-" + port);
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
