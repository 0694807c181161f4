package io.slipway.artifact.repository;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;

import dev.sigstore.tuf.Fetcher;
import dev.sigstore.tuf.FileSystemTufStore;
import dev.sigstore.tuf.MetaFetcher;
import dev.sigstore.tuf.PassthroughCacheMetaStore;
import dev.sigstore.tuf.TrustedMetaStore;
import dev.sigstore.tuf.Updater;
import dev.sigstore.tuf.encryption.Verifiers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static io.restassured.RestAssured.given;
import static io.slipway.artifact.Api.bytes;
import static org.assertj.core.api.Assertions.assertThat;

/** The TUF client of sigstore-java, which shares no code with ours, follows the public repository over HTTP. */
@QuarkusTest
@SuppressWarnings("NullAway.Init")
class ForeignClientTest {

    @TempDir
    Path directory;

    @Test
    void downloads_a_target_of_a_published_release() throws Exception {
        // Given
        Operator operator = new Operator();
        operator.initialise();
        byte[] image = bytes(1, 50_000);
        UUID release = operator.draft("debian", "2", image);
        operator.add(operator.image(release, "debian", "2", image));
        FileSystemTufStore store = FileSystemTufStore.newFileSystemStore(directory);
        Updater updater = updater(operator, store);

        // When
        updater.updateMeta();
        updater.downloadTarget("debian/2/rootfs");

        // Then
        assertThat(store.readTarget("debian/2/rootfs")).isEqualTo(image);
    }

    private static Updater updater(Operator operator, FileSystemTufStore store) {
        String base = "/repository/" + operator.api.tenant();
        return Updater.builder()
                .setClock(Clock.systemUTC())
                .setVerifiers(Verifiers::newVerifier)
                .setTrustedMetaStore(
                        TrustedMetaStore.newTrustedMetaStore(PassthroughCacheMetaStore.newPassthroughMetaCache(store)))
                .setTargetStore(store)
                .setTrustedRootPath(() -> new String(operator.root.bytes(), StandardCharsets.UTF_8))
                .setMetaFetcher(MetaFetcher.newFetcher(new Http(base + "/metadata/")))
                .setTargetFetcher(new Http(base + "/targets/"))
                .build();
    }

    /** Plain HTTP, as any client speaks it. */
    private record Http(String base) implements Fetcher {

        @Override
        public String getSource() {
            return base;
        }

        @Override
        public byte @Nullable [] fetchResource(String name, int maxLength) {
            Response answer = given().get(base + name);
            return answer.statusCode() == 404
                    ? null
                    : answer.then().statusCode(200).extract().asByteArray();
        }
    }
}
