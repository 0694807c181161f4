package io.slipway.artifact;

import java.nio.file.Path;
import java.time.Duration;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** What can be set about this service. */
@ConfigMapping(prefix = "slipway.artifact")
public interface ArtifactConfig {

    /** Uploads. */
    Upload upload();

    /** The signed metadata that this service renews by itself. */
    Metadata metadata();

    /** The bytes of artifacts as they were uploaded. */
    Originals originals();

    /**
     * File with the secret (16 bytes or more, for example 32 random bytes in Base64) under which the private online keys are stored. Whoever loses it has to
     * name new online keys in a new root.
     */
    Path onlineKeySecret();

    /** What bounds uploads. */
    interface Upload {

        /** The largest artifact. */
        @WithDefault("64G")
        MemorySize mostBytes();

        /** Size of the parts in which artifacts go to the object store, 5 MiB or more. */
        @WithDefault("8M")
        MemorySize partSize();

        /** Memory for the parts of all uploads together; an upload needs three parts. */
        @WithDefault("48M")
        MemorySize memory();

        /** How long an upload waits for memory before it is refused. */
        @WithDefault("60s")
        Duration memoryPatience();

        /** How long a resumable upload waits for more bytes before it is removed. */
        @WithDefault("24h")
        Duration life();

        /** How old an object in the store must be before it is removed because nothing refers to it. */
        @WithDefault("48h")
        Duration grace();

        /** How often left-overs are looked for. */
        @WithDefault("10m")
        Duration reapEvery();
    }

    /** Which originals are kept, and what replaces the others. */
    interface Originals {

        /** Whether originals are removed that delta-service has shown to be what their full payload gives ({@code slipway.delta.originals=replaceable}). */
        @WithDefault("always")
        Keep keep();

        /** How long after that, and after the upload, they are removed. */
        @WithDefault("30d")
        Duration removeAfter();

        /** How often the service looks for one to remove. */
        @WithDefault("1h")
        Duration removeEvery();

        /** How many images may be made from their payload at once for those who fetch them; each takes up to 48 MiB. */
        @WithDefault("4")
        @Min(1)
        @Max(1024)
        int mostRebuilds();

        /** Which originals are kept. */
        enum Keep {
            ALWAYS,
            UNTIL_REBUILDABLE
        }
    }

    /** How long online-signed metadata is valid. It is signed anew when two thirds of the time have passed. */
    interface Metadata {

        /** Timestamp metadata: for so long can someone in the network hold back news from a device. */
        @WithDefault("1d")
        Duration timestampLife();

        /** Snapshot metadata. */
        @WithDefault("7d")
        Duration snapshotLife();

        /** Metadata of update payloads. */
        @WithDefault("30d")
        Duration payloadsLife();

        /** How often the service looks for something to sign or publish. */
        @WithDefault("1s")
        Duration poll();
    }
}
