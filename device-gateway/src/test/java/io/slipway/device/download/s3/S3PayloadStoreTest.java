package io.slipway.device.download.s3;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.slipway.device.ObjectStoreConfiguration;
import io.slipway.device.identity.Sha256;
import io.slipway.device.identity.Tenant;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

class S3PayloadStoreTest {

    /** The client for content would wait for 20 seconds. */
    @Test
    @Timeout(15)
    void does_not_look_for_long_at_a_store_that_is_silent() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            ObjectStoreConfiguration address = at(URI.create("http://localhost:" + silent.getLocalPort()));
            S3PayloadStore store =
                    new S3PayloadStore(ObjectStoreClients.forContent(address), ObjectStoreClients.forLooks(address, 1));

            assertThatThrownBy(() -> store.length(Tenant.DEFAULT, Sha256.of(new byte[0])))
                    .isInstanceOf(IOException.class);
        }
    }

    private static ObjectStoreConfiguration at(URI endpoint) {
        return new ObjectStoreConfiguration() {
            @Override
            public URI endpoint() {
                return endpoint;
            }

            @Override
            public String region() {
                return "us-east-1";
            }

            @Override
            public String accessKey() {
                return "key";
            }

            @Override
            public String secretKey() {
                return "secret";
            }

            @Override
            public Optional<Path> trustCertificate() {
                return Optional.empty();
            }
        };
    }
}
