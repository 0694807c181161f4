package io.slipway.device.command.json;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.slipway.device.command.Command;
import io.slipway.device.command.RenderedCommand;
import io.slipway.device.testing.Contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CommandJsonTest {

    private static final Optional<String> TRACE =
            Optional.of("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

    private final CommandJson json = new CommandJson();

    static Stream<Path> events() {
        return Stream.of("InstallUpdate", "CancelUpdate").flatMap(type -> Contracts.samples(type, "valid").stream());
    }

    @ParameterizedTest
    @MethodSource("events")
    void turns_events_of_the_contract_into_commands_of_the_contract(Path sample) {
        String type = sample.getFileName().toString().split("\\.")[0];

        Command command = json.read(type, Contracts.read(sample), TRACE);
        RenderedCommand rendered = json.render(command);

        assertThat(Contracts.faults("Command", rendered.json())).isEmpty();
        assertThat(rendered.json()).contains(TRACE.get());
        assertThat(rendered.deploymentId()).isEqualTo(command.deploymentId());
    }

    @Test
    void the_tag_changes_with_the_command() {
        String install =
                Contracts.read(Contracts.samples("InstallUpdate", "valid").getFirst());

        RenderedCommand first = json.render(json.read("InstallUpdate", install, TRACE));
        RenderedCommand same = json.render(json.read("InstallUpdate", install, TRACE));
        RenderedCommand other = json.render(json.read("InstallUpdate", install, Optional.empty()));

        assertThat(same.etag()).isEqualTo(first.etag()).startsWith("\"").endsWith("\"");
        assertThat(other.etag()).isNotEqualTo(first.etag());
    }

    @Test
    void refuses_other_types_and_damaged_events() {
        String install =
                Contracts.read(Contracts.samples("InstallUpdate", "valid").getFirst());

        assertThatThrownBy(() -> json.read("SomethingElse", install, TRACE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> json.read("InstallUpdate", install.replace("\"release\"", "\"x\""), TRACE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> json.read("InstallUpdate", "not json", TRACE))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
