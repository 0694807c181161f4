package io.slipway.delta;

import java.nio.file.Path;
import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** How delta-service works. */
@ConfigMapping(prefix = "slipway.delta")
public interface DeltaConfig {

    /**
     * Directory for images and payloads under way, and for what making deltas spills; of this process alone. For each worker it takes twice the largest image
     * for a full payload, nineteen times for a delta.
     */
    @WithDefault("${java.io.tmpdir}/slipway-delta")
    Path workDirectory();

    /** Bytes that have to stay free on the disk of the work directory. */
    @WithDefault("268435456")
    @Min(16_777_216)
    long reservedBytes();

    /** Full payloads that are worked on at once. Deltas have workers of their own, see {@link Deltas#workers}. */
    @WithDefault("1")
    @Min(1)
    @Max(64)
    int workers();

    /** Threads that compress one image, or compare it. */
    @WithDefault("2")
    @Min(1)
    @Max(256)
    int threads();

    /** Level of compression, 1 (fast) to 19 (small); sizes and times are in {@code docs/payload-format.md}, section 8. */
    @WithDefault("11")
    @Min(1)
    @Max(19)
    int level();

    /** Deltas from what the fleet runs. */
    Deltas deltas();

    /** What becomes of the original uploads. */
    @WithDefault("keep")
    Originals originals();

    /** Which versions are kept as full payloads. */
    Versions versions();

    /** How long a worker may be silent before another takes its job. */
    @WithDefault("60s")
    Duration lease();

    /** Pause between two looks for work. */
    @WithDefault("500ms")
    Duration poll();

    /** What is said of the original upload when the full payload of an image is ready. */
    enum Originals {
        /** Nothing: they are needed. */
        KEEP,
        /** {@code ImageRebuildable}, after the payload was read back from the store and has given the image bit for bit. */
        REPLACEABLE
    }

    /** Versions. */
    interface Versions {

        /** Which versions are kept as full payloads for ever. Others become deltas when nobody wants them any more. */
        @WithDefault("all")
        Keep keep();

        /** How long nobody must have wanted an image before it becomes cold. */
        @WithDefault("30d")
        Duration coldAfter();

        /** How long the full payload of a cold image stays in the store. */
        @WithDefault("48h")
        Duration removeAfter();

        /** Pause between two looks for images that may become cold, and payloads that may be removed; less than a day. */
        @WithDefault("10m")
        Duration lookEvery();
    }

    /** Which versions are kept as full payloads for ever. */
    enum Keep {
        /** Each. */
        ALL,
        /** The newest of each release name and component. */
        NEWEST
    }

    /** Deltas. */
    interface Deltas {

        /** Deltas for each component of a release, from the images that most devices run; 0 for none. */
        @WithDefault("10")
        @Min(0)
        @Max(1000)
        int mostPerRelease();

        /** Deltas that are worked on at once; 0 leaves them to other processes. */
        @WithDefault("1")
        @Min(0)
        @Max(64)
        int workers();

        /** Bytes of the heap for the index of the old image, at most; 1 to 2 for each byte of the image are enough. The heap needs 300 MiB more. */
        @WithDefault("536870912")
        @Min(1_048_576)
        long indexMemory();

        /** Share of the full payload's size that a delta may have. Above it devices do better with the full payload, and the path is rejected. */
        @WithDefault("0.9")
        @DecimalMin("0.01")
        @DecimalMax("1")
        double largestShare();
    }

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
