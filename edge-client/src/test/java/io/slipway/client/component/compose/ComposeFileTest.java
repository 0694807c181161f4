package io.slipway.client.component.compose;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.slipway.client.component.HandlerException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

class ComposeFileTest {

    private static final String A = "a".repeat(64);
    private static final String B = "b".repeat(64);

    @Test
    void tells_the_image_of_each_service() throws HandlerException {
        assertThat(ComposeFile.parse("""
                # an application
                ---
                name: app
                services:

                  web:   # the front
                    command: ["/bin/sh", "-c", "image: latest"]
                    image: "registry.example:5000/web@sha256:%s"
                    environment:
                      image: latest
                      - NOTE=a
                  # and what stands behind it
                  store:
                    image: store@sha256:%s # pinned
                    healthcheck:
                      test: |
                        build: nothing
                volumes:
                  data:
                """.formatted(A, B)).images())
                .containsOnly(
                        entry("web", "registry.example:5000/web@sha256:" + A), entry("store", "store@sha256:" + B));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "services:",
                "services:|  web:|    command: x",
                "services:|  web:|    image: web:latest",
                "services:|  web:|    image: web@sha256:abc",
                "services:|  web:|    image: ${IMAGE}",
                "services:|  web:|    image: PINNED|    image: PINNED",
                "services:|  web: {image: PINNED}",
                "services: {web: {image: PINNED}}",
                "services:|  web: &anchor|    image: PINNED",
                "services:|  web:|    <<: *other|    image: PINNED",
                "services:|  web:|    image: PINNED|    build: .",
                "services:|  web:|    \"image\": web:latest|    image: PINNED",
                "services:|  web:|    image: PINNED|    profiles: [test]",
                "services:|  web:|    image: PINNED|  web:|    image: PINNED",
                "services:|  web:|    image: PINNED|services:|  other:|    image: other",
                "services:|  web:|    image: PINNED|include: other.yaml",
                "services:|  web:|    image: PINNED|   build: .",
                "services:|  web:|    image: PINNED| other:|    image: other",
                "services:|\tweb:|\t\timage: PINNED",
                "{services: {web: {image: PINNED}}}",
            })
    void refuses_what_leaves_a_doubt(String lines) {
        String text = lines.replace("PINNED", "web@sha256:" + A).replace('|', '\n');
        assertThatThrownBy(() -> ComposeFile.parse(text))
                .isInstanceOf(HandlerException.class)
                .hasMessageStartingWith("compose.yaml ");
    }
}
