package io.slipway.device.command.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

import io.slipway.device.command.PendingCommands;
import io.slipway.device.command.kafka.CommandRecords.PendingChange;
import io.slipway.device.identity.DeviceName;
import io.slipway.events.EventRejectedException;
import io.slipway.events.ReceivedEvent;

/**
 * Reads the whole topic into {@link PendingCommands} when the service starts, and follows it from then on.
 *
 * <p>One thread, outside of any consumer group: every instance needs every partition. A broken consumer is replaced by a new one that goes on where it stopped,
 * so that no device gets an older command again; so are the partitions checked once a minute, in case an operator has added some.
 */
@ApplicationScoped
class CommandFeed {

    private static final Logger LOG = Logger.getLogger(CommandFeed.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration PARTITION_CHECK = Duration.ofMinutes(1);
    private static final Duration GOODBYE = Duration.ofSeconds(5);

    private final PendingCommands pending;
    private final CommandRecords records;
    private final Map<String, Object> kafka;
    private final Thread thread =
            Thread.ofPlatform().name("command-feed").daemon().unstarted(this::run);
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private volatile boolean following;
    private volatile boolean stopped;

    CommandFeed(
            PendingCommands pending,
            CommandRecords records,
            @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.pending = pending;
        this.records = records;
        this.kafka = Map.copyOf(kafka);
    }

    void start(@Observes StartupEvent event) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopped = true;
        thread.join(GOODBYE);
    }

    /** Whether changes on the topic reach this instance; not so while the feed starts again. */
    boolean isFollowing() {
        return following;
    }

    private void run() {
        while (!stopped) {
            try (KafkaConsumer<String, String> consumer = consumer()) {
                follow(consumer);
            } catch (RuntimeException e) { // whichever: without the feed, devices would get the commands of the past
                LOG.warnf("The command feed has failed, starting again topic=%s: %s", CommandRecords.TOPIC, e);
                pause();
            }
        }
    }

    private void follow(KafkaConsumer<String, String> consumer) {
        List<TopicPartition> partitions = partitions(consumer);
        if (partitions.isEmpty()) {
            LOG.warnf("The topic does not exist yet topic=%s", CommandRecords.TOPIC);
            pause();
            return;
        }
        consumer.assign(partitions);
        partitions.forEach(partition -> consumer.seek(partition, next.getOrDefault(partition, 0L)));
        Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
        following = true;
        Instant checkAt = Instant.now().plus(PARTITION_CHECK);
        while (!stopped) {
            consumer.poll(POLL).forEach(this::apply);
            partitions.forEach(partition -> next.put(partition, consumer.position(partition)));
            if (!pending.isComplete() && isPast(end)) {
                pending.markComplete();
                LOG.infof("All pending commands are known devices=%d", pending.size());
            }
            if (Instant.now().isAfter(checkAt)) {
                if (!partitions.equals(partitions(consumer))) {
                    return;
                }
                checkAt = Instant.now().plus(PARTITION_CHECK);
            }
        }
    }

    private boolean isPast(Map<TopicPartition, Long> end) {
        return end.entrySet().stream()
                .allMatch(partition -> next.getOrDefault(partition.getKey(), 0L) >= partition.getValue());
    }

    private static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer) {
        return consumer.partitionsFor(CommandRecords.TOPIC).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .sorted(Comparator.comparingInt(TopicPartition::partition))
                .toList();
    }

    private void apply(ConsumerRecord<String, String> record) {
        try {
            if (record.value() == null) {
                pending.remove(DeviceName.fromKey(String.valueOf(record.key())));
                return;
            }
            PendingChange change = records.read(ReceivedEvent.from(record));
            change.command().ifPresent(command -> pending.put(change.device(), command));
        } catch (EventRejectedException | IllegalArgumentException e) {
            LOG.warnf(
                    "A command is unreadable and skipped; it goes to the dead letters by the group consumer topic=%s partition=%d offset=%d: %s",
                    record.topic(), record.partition(), record.offset(), e.getMessage());
        }
    }

    private KafkaConsumer<String, String> consumer() {
        Map<String, Object> settings = kafka.entrySet().stream()
                .filter(entry -> !entry.getKey().contains("serializer"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
    }

    private void pause() {
        following = false;
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            stopped = true;
        }
    }
}
