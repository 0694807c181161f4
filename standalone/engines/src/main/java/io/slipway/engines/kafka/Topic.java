package io.slipway.engines.kafka;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A topic as {@code docs/contracts/README.md} (section Kafka) describes it.
 *
 * @param name of the topic
 * @param partitions how many consumers of one group can share it
 * @param retention what Kafka may forget
 */
public record Topic(String name, int partitions, Retention retention) {

    private static final int SHARED = 4;

    /** What Kafka may forget. */
    public enum Retention {
        /** Nothing. */
        FOREVER(Map.of("cleanup.policy", "delete", "retention.ms", "-1")),
        /** What is older than a week. */
        WEEK(Map.of("cleanup.policy", "delete", "retention.ms", "604800000")),
        /** All but the newest record of a key. */
        COMPACT(Map.of("cleanup.policy", "compact"));

        private final Map<String, String> settings;

        Retention(Map<String, String> settings) {
            this.settings = settings;
        }

        /** The topic's configuration in Kafka's words. */
        public Map<String, String> settings() {
            return settings;
        }
    }

    /** Every topic of the platform. */
    public static List<Topic> all() {
        Stream<Topic> events = Stream.of(
                new Topic("slipway.artifact.release.v1", SHARED, Retention.FOREVER),
                new Topic("slipway.artifact.payload.v1", SHARED, Retention.FOREVER),
                new Topic("slipway.delta.path.v1", SHARED, Retention.FOREVER),
                new Topic("slipway.delta.job.v1", SHARED, Retention.WEEK),
                new Topic("slipway.rollout.deployment.v1", SHARED, Retention.COMPACT),
                new Topic("slipway.rollout.rollout.v1", SHARED, Retention.WEEK),
                new Topic("slipway.device.device.v1", SHARED, Retention.COMPACT),
                new Topic("slipway.device.report.v1", SHARED, Retention.WEEK),
                new Topic("slipway.device.payload.v1", SHARED, Retention.WEEK));
        Stream<Topic> deadLetters = Stream.of("artifact", "delta", "rollout", "device")
                .map(service -> new Topic("slipway." + service + ".dead-letter.v1", 1, Retention.FOREVER));
        return Stream.concat(events, deadLetters).toList();
    }
}
