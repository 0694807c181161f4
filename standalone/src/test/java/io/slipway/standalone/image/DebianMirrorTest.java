package io.slipway.standalone.image;

import org.junit.jupiter.api.Test;

import io.slipway.standalone.StandaloneException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DebianMirrorTest {

    private static final String DEBIAN = "PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nID=debian\n";
    private static final String UBUNTU = "PRETTY_NAME=\"Ubuntu 24.04.1 LTS\"\nID=ubuntu\nID_LIKE=debian\n";

    @Test
    void is_what_apt_on_this_machine_uses() {
        DebianMirror mirror = DebianMirror.read("""
                http://mirror.example/backports Debian Backports
                http://mirror.example/debian/ Debian
                http://mirror.example/debian/ Debian
                http://other.example/security/ Debian-Security""", DEBIAN);

        assertThat(mirror).isEqualTo(new DebianMirror("http://mirror.example/debian", "http://other.example/security"));
    }

    @Test
    void holds_both_archives_when_a_person_names_it() {
        assertThat(DebianMirror.at("http://mirror.example/"))
                .isEqualTo(new DebianMirror("http://mirror.example/debian", "http://mirror.example/debian-security"));
    }

    @Test
    void says_on_another_distribution_that_its_sources_are_not_debians() {
        assertThatThrownBy(() -> DebianMirror.read("", UBUNTU))
                .isInstanceOf(StandaloneException.class)
                .hasMessage(
                        "Images cannot be made here, because they are made of Debian's packages, and the package sources of"
                                + " this machine (Ubuntu 24.04.1 LTS) are not Debian's; set SLIPWAY_DEBIAN_MIRROR to the address of"
                                + " a Debian mirror, or use images of your own: --from OLD.img --to NEW.img.");
    }

    @Test
    void says_on_debian_that_no_source_is_configured_or_its_lists_are_missing() {
        assertThatThrownBy(() -> DebianMirror.read("", DEBIAN))
                .isInstanceOf(StandaloneException.class)
                .hasMessageContaining("apt knows no source of Debian's archive")
                .hasMessageContaining("apt-get update")
                .hasMessageContaining("--from OLD.img --to NEW.img");
    }

    @Test
    void says_which_archive_is_missing() {
        assertThatThrownBy(() -> DebianMirror.read("http://mirror.example/debian/ Debian", DEBIAN))
                .isInstanceOf(StandaloneException.class)
                .hasMessageContaining("apt knows no source of Debian's security updates");
    }
}
