package io.slipway.artifact.repository;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import io.restassured.response.Response;

import io.slipway.metadata.key.bouncycastle.BouncyCastleVerifier;
import io.slipway.metadata.role.RoleName;
import io.slipway.metadata.trust.TrustedMetadataStore;
import io.slipway.metadata.trust.TrustedRepository;
import io.slipway.metadata.trust.UpdateLimits;
import io.slipway.metadata.trust.UpdateMetadata;

import static io.restassured.RestAssured.given;

/** A device that follows the public repository of a tenant with our client workflow, for tests. */
final class Device {

    private final String tenant;
    private final Map<RoleName, byte[]> trusted = new HashMap<>();

    Device(String tenant, byte[] root) {
        this.tenant = tenant;
        trusted.put(RoleName.ROOT, root);
    }

    /** What the device believes after an update. */
    TrustedRepository update() throws IOException {
        return new UpdateMetadata(
                        (file, _) -> metadata(file),
                        store(),
                        new BouncyCastleVerifier(),
                        UpdateLimits.DEFAULT,
                        Clock.systemUTC())
                .update();
    }

    private Optional<InputStream> metadata(String file) {
        Response answer = given().get("/repository/" + tenant + "/metadata/" + file);
        return answer.statusCode() == 404
                ? Optional.empty()
                : Optional.of(new ByteArrayInputStream(
                        answer.then().statusCode(200).extract().asByteArray()));
    }

    private TrustedMetadataStore store() {
        return new TrustedMetadataStore() {
            @Override
            public Optional<byte[]> load(RoleName role) {
                return Optional.ofNullable(trusted.get(role));
            }

            @Override
            public void save(RoleName role, byte[] file) {
                trusted.put(role, file);
            }

            @Override
            public void delete(RoleName role) {
                trusted.remove(role);
            }
        };
    }
}
