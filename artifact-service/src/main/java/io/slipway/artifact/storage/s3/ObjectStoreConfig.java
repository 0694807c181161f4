package io.slipway.artifact.storage.s3;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where the object store is and how this service proves who it is. */
@ConfigMapping(prefix = "slipway.object-store")
public interface ObjectStoreConfig {

    /** Address of the S3 API, for example {@code https://s3.example.org}. */
    URI endpoint();

    /** Region that requests are signed for. */
    @WithDefault("us-east-1")
    String region();

    /** Access key. */
    String accessKey();

    /** Secret key; never logged. */
    String secretKey();

    /** PEM file with the certificates that the store's own is checked against, instead of those of the Java platform. */
    Optional<Path> trustCertificate();
}
