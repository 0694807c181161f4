package io.slipway.delta.generation.s3;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The object store that the services share. */
@ConfigMapping(prefix = "slipway.object-store")
interface ObjectStoreConfig {

    /** Address of its S3 API, for example {@code https://s3.example.org}. */
    URI endpoint();

    /** The region that requests are signed for. */
    @WithDefault("us-east-1")
    String region();

    /** Access key. */
    String accessKey();

    /** Secret key; never logged. */
    String secretKey();

    /** PEM file with the certificates that are trusted for the store, instead of the platform's. */
    Optional<Path> trustCertificate();
}
