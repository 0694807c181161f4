package io.slipway.device.command.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

import io.slipway.device.testing.KafkaTap;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
class GroupPlaceTest {

    private static final String GROUP = "device-gateway";

    @Inject
    @Identifier("commands")
    Map<String, Object> place;

    @Test
    void the_gateway_has_a_place_of_its_own_in_the_group() throws Exception {
        try (Admin admin = Admin.create(bootstrap())) {
            await().atMost(60, SECONDS).untilAsserted(() -> assertThat(members(admin))
                    .singleElement()
                    .satisfies(member -> assertThat(member.groupInstanceId())
                            .contains(String.valueOf(place.get(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG)))));
        }
    }

    @Test
    void the_successor_of_a_killed_gateway_has_its_commands_while_the_session_of_the_dead_still_lives() {
        String group = "killed-" + UUID.randomUUID();
        String key = "default/board-" + UUID.randomUUID();
        try (KafkaConsumer<String, String> killed = gateway(group);
                KafkaConsumer<String, String> successor = gateway(group)) {
            await().atMost(60, SECONDS).until(() -> {
                killed.poll(Duration.ofMillis(200));
                return !killed.assignment().isEmpty();
            });
            int generation = killed.groupMetadata().generationId();
            KafkaTap.send(CommandRecords.TOPIC, key, "Tombstone", null, "");

            await().atMost(60, SECONDS).until(() -> hasReceived(successor, key));

            assertThat(successor.groupMetadata().generationId())
                    .as(
                            "a higher generation means that the group has waited for the dead and shared its partitions anew")
                    .isEqualTo(generation);
        }
    }

    private static boolean hasReceived(KafkaConsumer<String, String> consumer, String key) {
        boolean[] found = {false};
        consumer.poll(Duration.ofMillis(200)).forEach(record -> found[0] |= key.equals(record.key()));
        return found[0];
    }

    /** A member of the group as the gateway is one. It never leaves: closing a member with a place of its own does not say goodbye. */
    private KafkaConsumer<String, String> gateway(String group) {
        Map<String, Object> settings = new HashMap<>(bootstrap());
        settings.putAll(place);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(
                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                ConfigProvider.getConfig().getValue("mp.messaging.incoming.commands.session.timeout.ms", String.class));
        KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
        consumer.subscribe(List.of(CommandRecords.TOPIC));
        return consumer;
    }

    private static List<MemberDescription> members(Admin admin) throws Exception {
        return List.copyOf(admin.describeConsumerGroups(List.of(GROUP))
                .describedGroups()
                .get(GROUP)
                .get()
                .members());
    }

    private static Map<String, Object> bootstrap() {
        return Map.of(
                "bootstrap.servers", ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class));
    }
}
