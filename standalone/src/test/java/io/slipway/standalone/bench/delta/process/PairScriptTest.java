package io.slipway.standalone.bench.delta.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.slipway.standalone.bench.delta.Form;
import io.slipway.standalone.bench.delta.ImagePair;
import io.slipway.standalone.bench.delta.Pair;

import static org.assertj.core.api.Assertions.assertThat;

class PairScriptTest {

    private static final Path SCRIPT = Path.of("src/main/scripts/delta-pairs.sh");

    @TempDir
    private Path folder;

    @Test
    void images_and_folders_are_where_the_script_says() {
        ImagePair pair = new PairScript(Path.of("repository"), Path.of("pairs")).pair(Pair.major, Form.SQUASHFS_XZ);

        assertThat(pair.from()).isEqualTo(Path.of("pairs/major/from.squashfs-xz"));
        assertThat(pair.to()).isEqualTo(Path.of("pairs/major/to.squashfs-xz"));
        assertThat(pair.toTree()).isEqualTo(Path.of("pairs/major/to"));
    }

    @Test
    void the_script_refuses_a_pair_that_it_does_not_know() throws IOException, InterruptedException {
        Process script = run("unknown");

        assertThat(printed(script)).contains("There is no pair unknown; there are security, application and major.");
        assertThat(script.waitFor()).isEqualTo(2);
    }

    @Test
    void the_script_says_which_packages_bring_what_is_missing() throws IOException, InterruptedException {
        ProcessBuilder builder = builder("security");
        builder.environment().put("PATH", folder.toString());

        Process script = builder.start();

        assertThat(printed(script)).contains("apt-get install");
        assertThat(script.waitFor()).isEqualTo(1);
    }

    private Process run(String pair) throws IOException {
        return builder(pair).start();
    }

    private ProcessBuilder builder(String pair) {
        return new ProcessBuilder("/bin/sh", SCRIPT.toString(), folder.toString(), pair).redirectErrorStream(true);
    }

    private static String printed(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
