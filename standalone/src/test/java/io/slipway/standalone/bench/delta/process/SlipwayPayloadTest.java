package io.slipway.standalone.bench.delta.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.slipway.standalone.bench.delta.Cost;
import io.slipway.standalone.bench.delta.Outcome;

import static org.assertj.core.api.Assertions.assertThat;

class SlipwayPayloadTest {

    @TempDir
    private Path folder;

    @Test
    void a_delta_and_a_full_payload_are_made_with_the_documented_options() throws IOException {
        script("echo \"$@\" >\"$(for last; do :; done; echo \"$last\")\"");
        Path output = folder.resolve("output");

        Outcome delta = ours().make(Optional.of(Path.of("old")), Path.of("new"), output);
        assertThat(output).hasContent("payload create --from old --to new -o " + output);
        ours().make(Optional.empty(), Path.of("new"), output);

        assertThat(output).hasContent("payload create --to new -o " + output);
        assertThat(delta.measured()).map(Cost::bytes).isNotEmpty();
    }

    @Test
    void a_refusal_is_told_in_its_own_words() throws IOException {
        script("echo 'The full payload is smaller.'; exit 1");

        assertThat(ours().apply(Path.of("old"), Path.of("payload"), folder.resolve("target")))
                .isEqualTo(new Outcome.NotRun("failed: The full payload is smaller."));
    }

    private SlipwayPayload ours() {
        return new SlipwayPayload(folder, folder);
    }

    private void script(String body) throws IOException {
        Path script = Files.writeString(folder.resolve("slipway"), "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
