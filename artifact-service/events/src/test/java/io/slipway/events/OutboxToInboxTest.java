package io.slipway.events;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

import io.slipway.engines.EngineTestResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
@QuarkusTestResource(
        value = EngineTestResource.class,
        initArgs = @ResourceArg(name = "engines", value = "postgres,kafka"))
class OutboxToInboxTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    Things things;

    @Inject
    OutboxTable table;

    @Inject
    EventPublisher publisher;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    private final String key = "default/" + UUID.randomUUID();

    @Test
    void events_of_one_key_take_effect_in_order() {
        // Given
        List<Event> events = IntStream.range(0, 600).mapToObj(this::event).toList();

        // When
        run(things.publish(events));

        // Then
        List<String> expected = events.stream().map(e -> key + "=" + e.json()).toList();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(effects()).isEqualTo(expected));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(run(table.oldest(1))).isEmpty());
    }

    @Test
    void an_event_of_a_transaction_that_rolled_back_is_never_published() {
        // When
        run(things.publishAndRollBack(event(1)));
        run(things.publish(List.of(event(2))));

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(effects()).isNotEmpty());
        assertThat(effects()).containsExactly(key + "={\"n\":2}");
    }

    @Test
    void a_repeated_delivery_has_no_second_effect() {
        // Given
        Event event = event(1);

        // When
        run(publisher.publish(event, null));
        run(publisher.publish(event, null));
        run(publisher.publish(event(2), null));

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(effects()).contains(key + "={\"n\":2}"));
        assertThat(Collections.frequency(things.deliveries, event.id())).isEqualTo(2);
        assertThat(effects()).containsExactly(key + "={\"n\":1}", key + "={\"n\":2}");
    }

    @Test
    void what_fails_for_a_while_is_tried_until_it_works() {
        // Given
        things.failuresToCome.set(3);

        // When
        run(things.publish(List.of(event(1), event(2))));

        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(effects()).containsExactly(key + "={\"n\":1}", key + "={\"n\":2}"));
    }

    @Test
    void what_can_never_be_processed_goes_to_the_dead_letters_with_the_reason() {
        // Given
        Event nonsense = Event.of(Things.TOPIC, key, "Nonsense", Instant.EPOCH, "{}");

        // When
        run(things.publish(List.of(nonsense, event(2))));

        // Then
        ConsumerRecord<String, String> dead = firstIn("slipway.delta.dead-letter.v1", r -> key.equals(r.key()));
        assertThat(header(dead, "slipway_reason")).isEqualTo("type-unknown: Nobody knows the type Nonsense.");
        assertThat(header(dead, "slipway_origin_topic")).isEqualTo(Things.TOPIC);
        assertThat(header(dead, "ce_id")).isEqualTo(nonsense.id().toString());
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(effects()).containsExactly(key + "={\"n\":2}"));
    }

    @Test
    void a_tombstone_reaches_kafka_as_a_record_without_a_value() {
        // When
        run(things.publish(List.of(Event.tombstone(Things.TOPIC, key, Instant.EPOCH))));

        // Then
        ConsumerRecord<String, String> record = firstIn(Things.TOPIC, r -> key.equals(r.key()));
        assertThat(record.value()).isNull();
        assertThat(header(record, "ce_type")).isEqualTo(Event.TOMBSTONE);
    }

    @Test
    void nothing_is_lost_while_kafka_is_away() {
        // Given
        EngineTestResource.engine("kafka").kill();

        // When
        run(things.publish(List.of(event(1), event(2))));
        EngineTestResource.engine("kafka").restart();

        // Then
        await().atMost(PATIENCE.multipliedBy(2))
                .untilAsserted(() -> assertThat(effects()).containsExactly(key + "={\"n\":1}", key + "={\"n\":2}"));
    }

    @Test
    void only_the_holder_of_the_lease_hands_over() {
        // Given the running relay holds the lease
        UUID other = UUID.randomUUID();

        // When
        boolean taken = run(table.lease(other, Duration.ofSeconds(30)));

        // Then
        assertThat(taken).isFalse();
    }

    private Event event(int n) {
        return Event.of(Things.TOPIC, key, "ThingHappened", Instant.EPOCH, "{\"n\":" + n + "}");
    }

    private List<String> effects() {
        return things.effects.stream().filter(e -> e.startsWith(key + "=")).toList();
    }

    private static <T> T run(Uni<T> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(
                    () -> work.ifNoItem().after(PATIENCE).fail());
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private ConsumerRecord<String, String> firstIn(String topic, Predicate<ConsumerRecord<String, String>> wanted) {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka, "auto.offset.reset", "earliest");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(p -> new TopicPartition(topic, p.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            List<ConsumerRecord<String, String>> found = new ArrayList<>();
            await().atMost(PATIENCE).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(r -> {
                    if (wanted.test(r)) {
                        found.add(r);
                    }
                });
                return !found.isEmpty();
            });
            return found.getFirst();
        }
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
