package io.slipway.device;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** The configuration of the gateway. */
@ConfigMapping(prefix = "slipway.device")
public interface GatewayConfiguration {

    /**
     * The name of this instance, the same when it is started again, and no other's. By it the instance takes back its share of the commands at once. Absent:
     * host name and port.
     */
    Optional<String> instance();

    /** How long an HTTPS device waits between two questions for its command; sent as {@code Slipway-Poll-Seconds}. */
    @WithDefault("30s")
    Duration pollInterval();

    /** How often the list of revoked certificates is read again: the longest time that a revocation takes to reach every instance. */
    @WithDefault("5s")
    Duration revocationRefresh();

    /** The TLS port. */
    Tls tls();

    /** The certificate authorities of the tenants. */
    Ca ca();

    /** The MQTT broker. */
    Mqtt mqtt();

    /** Downloads. */
    Download download();

    /** Reports. */
    Report report();

    /** The TLS port; read again every hour. */
    interface Tls {

        /** PEM file with the server's certificate, followed by its chain. */
        Path certificate();

        /** PEM file with its key, unencrypted PKCS#8. */
        Path key();
    }

    /** The certificate authorities of the tenants. */
    interface Ca {

        /** Directory with {@code <tenant>.crt} and {@code <tenant>.key} (PEM; the key as unencrypted PKCS#8) for each tenant. */
        Path directory();

        /** How long a device certificate is valid; never longer than its authority's. */
        @WithDefault("365d")
        Duration certificateLife();
    }

    /** The MQTT broker. All but {@code uri} matter only if there is one. */
    interface Mqtt {

        /** Where the gateway reaches the broker, {@code ssl://host:port}. Absent: devices use HTTPS only. */
        Optional<URI> uri();

        /** Where devices reach it, if that differs; told to a device when it enrols. */
        Optional<URI> publicUri();

        /** PEM file with the gateway's client certificate, followed by its chain. */
        Optional<Path> certificate();

        /** PEM file with the key of that certificate, unencrypted PKCS#8. */
        Optional<Path> key();

        /** PEM file with the certificates that the broker's may be signed by. */
        Optional<Path> trustCertificate();

        /** How many reports may be under way between the broker and Kafka, and how many messages to devices may wait. */
        @WithDefault("256")
        @Min(1)
        @Max(65_535)
        int maxInFlight();

        /** The longest pause between two attempts to connect; the first is half a second, and each is twice the one before. */
        @WithDefault("30s")
        Duration maxReconnectDelay();
    }

    /** Reports. */
    interface Report {

        /** How long an HTTPS device waits for Kafka before it is told to come back. */
        @WithDefault("15s")
        Duration httpTimeout();

        /** How many reports that came over HTTPS may be under way to Kafka. */
        @WithDefault("512")
        @Min(100)
        @Max(100_000)
        int httpMaxInFlight();
    }

    /** Downloads. */
    interface Download {

        /** {@code redirect} sends devices to the object store with a presigned URL; {@code proxy} serves the bytes from here. */
        @WithDefault("redirect")
        Mode mode();

        /** Where devices reach the object store, if that differs from {@code slipway.object-store.endpoint}; goes into presigned URLs. */
        Optional<URI> publicEndpoint();

        /** How long a presigned URL is valid, at most 7 days. */
        @WithDefault("1h")
        Duration linkLife();

        /** How many bytes of signed metadata are kept in memory. */
        @WithDefault("67108864")
        @Min(0)
        long metadataCacheBytes();

        /** How payload bytes reach a device. */
        enum Mode {
            REDIRECT,
            PROXY
        }
    }
}
