package io.slipway.client.link.json;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.slipway.client.link.Command;
import io.slipway.client.link.Command.Cancel;
import io.slipway.client.link.Command.Install;
import io.slipway.client.link.LinkException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JsonCommandsTest {

    private static final String INSTALL = """
            {"type":"install","deploymentId":"11111111-2222-3333-4444-555555555555","issuedAt":"2026-11-21T10:00:00Z","somethingNew":[1],
             "traceparent":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01","release":{"id":"r","name":"debian","version":"2"},
             "components":[{"name":"rootfs","target":"debian/2/rootfs","payload":"payloads/aa/full"}]}
            """;

    @Test
    void reads_a_command_to_install_and_ignores_what_it_does_not_know() throws LinkException {
        assertThat(command(INSTALL)).isInstanceOfSatisfying(Install.class, install -> {
            assertThat(install.release()).hasToString("debian 2");
            assertThat(install.components().getFirst().target()).isEqualTo("debian/2/rootfs");
            assertThat(install.trace().isPresent()).isTrue();
        });
    }

    @Test
    void reads_a_command_to_cancel() throws LinkException {
        assertThat(
                        command(
                                "{\"type\":\"cancel\",\"deploymentId\":\"11111111-2222-3333-4444-555555555555\",\"reason\":\"stop\"}"))
                .isInstanceOfSatisfying(
                        Cancel.class, cancel -> assertThat(cancel.reason()).isEqualTo("stop"));
    }

    @Test
    void reads_an_acknowledgement() throws LinkException {
        assertThat(JsonCommands.acknowledgement("{\"sequence\":17}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(17);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{\"type\":\"install\"}",
                "{\"type\":\"explode\",\"deploymentId\":\"11111111-2222-3333-4444-555555555555\"}",
                "{\"type\":\"cancel\",\"deploymentId\":\"not a uuid\"}",
                "{\"type\":\"install\",\"deploymentId\":\"11111111-2222-3333-4444-555555555555\",\"release\":{\"id\":\"r\",\"name\":\"a/b\",\"version\":\"2\"},\"components\":[]}",
                "{\"type\":\"install\",\"deploymentId\":\"11111111-2222-3333-4444-555555555555\",\"release\":{\"id\":\"r\",\"name\":\"a\",\"version\":\"2\"},\"components\":[]}",
            })
    void refuses_what_is_no_command(String json) {
        assertThatThrownBy(() -> command(json)).isInstanceOf(LinkException.class);
    }

    private static Command command(String json) throws LinkException {
        return JsonCommands.command(json.getBytes(StandardCharsets.UTF_8));
    }
}
