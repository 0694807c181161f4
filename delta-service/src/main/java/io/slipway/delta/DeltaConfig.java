package io.slipway.delta;

import java.nio.file.Path;
import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** How delta-service works. */
@ConfigMapping(prefix = "slipway.delta")
public interface DeltaConfig {

    /** Directory for images and payloads under way; of this process alone. Takes twice the largest image for each worker. */
    @WithDefault("${java.io.tmpdir}/slipway-delta")
    Path workDirectory();

    /** Bytes that have to stay free on the disk of the work directory. */
    @WithDefault("268435456")
    @Min(16_777_216)
    long reservedBytes();

    /** Images that are worked on at once. */
    @WithDefault("1")
    @Min(1)
    @Max(64)
    int workers();

    /** Threads that compress one image. */
    @WithDefault("2")
    @Min(1)
    @Max(256)
    int threads();

    /** Level of compression, 1 (fast) to 19 (small); sizes and times are in {@code docs/payload-format.md}, section 8. */
    @WithDefault("11")
    @Min(1)
    @Max(19)
    int level();

    /** How long a worker may be silent before another takes its job. */
    @WithDefault("60s")
    Duration lease();

    /** Pause between two looks for work. */
    @WithDefault("500ms")
    Duration poll();

    /** What happens when a store or the disk fails. */
    Retry retry();

    /** Attempts and pauses. */
    interface Retry {

        /** Attempts in all before the path is rejected. */
        @WithDefault("6")
        @Min(1)
        @Max(100)
        int mostAttempts();

        /** Pause after the first failure; doubles with every further one. */
        @WithDefault("5s")
        Duration firstPause();

        /** The pauses grow no longer than this. */
        @WithDefault("5m")
        Duration longestPause();
    }
}
