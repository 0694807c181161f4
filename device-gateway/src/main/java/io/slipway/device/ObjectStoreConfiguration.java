package io.slipway.device;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where the object store is; the same entries in every service that uses it. */
@ConfigMapping(prefix = "slipway.object-store")
public interface ObjectStoreConfiguration {

    /** Where this service reaches it, {@code http(s)://host:port}. */
    URI endpoint();

    /** Its region; part of every signature. */
    @WithDefault("us-east-1")
    String region();

    /** The access key. */
    String accessKey();

    /** The secret key. */
    String secretKey();

    /** PEM file with the certificates that its TLS certificate may be signed by, if these are not public authorities. */
    Optional<Path> trustCertificate();
}
