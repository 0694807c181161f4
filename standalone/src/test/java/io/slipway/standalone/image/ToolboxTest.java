package io.slipway.standalone.image;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.slipway.standalone.StandaloneException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ToolboxTest {

    @ParameterizedTest
    @ValueSource(strings = {"apt-get", "dpkg-deb", "mke2fs", "sh", "tar"})
    void a_missing_program_is_named_with_the_way_around_it(String missing) {
        assertThatThrownBy(() -> Toolbox.find(name -> tool(name, Set.of(missing))))
                .isInstanceOf(StandaloneException.class)
                .hasMessageStartingWith("Images cannot be made here, because " + missing + " (Debian package ")
                .hasMessageEndingWith(
                        ") is missing; install it, or use images of your own: --from OLD.img --to NEW.img.");
    }

    @Test
    void all_missing_programs_are_named_at_once() {
        assertThatThrownBy(() -> Toolbox.find(name -> tool(name, Set.of("dpkg-deb", "mke2fs"))))
                .isInstanceOf(StandaloneException.class)
                .hasMessage(
                        "Images cannot be made here, because dpkg-deb (Debian package dpkg) and mke2fs (Debian package"
                                + " e2fsprogs) are missing; install them, or use images of your own: --from OLD.img --to NEW.img.");
    }

    @Test
    void is_complete_where_all_programs_are_there() {
        assertThat(Toolbox.find(name -> tool(name, Set.of())).apt().path()).isEqualTo(Path.of("/usr/bin/apt-get"));
    }

    private static Optional<Tool> tool(String name, Set<String> missing) {
        return missing.contains(name) ? Optional.empty() : Optional.of(new Tool(Path.of("/usr/bin", name), Map.of()));
    }
}
