package io.slipway.client.bootloader.uboot;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.slipway.client.bootloader.uboot.UbootLayout.Copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FwEnvConfigTest {

    @Test
    void reads_two_copies_with_comments_and_every_way_to_write_an_offset() {
        // When
        UbootLayout layout = FwEnvConfig.parse("""
                # Device name   offset   size
                /dev/mmcblk0\t0xc0000  0x20000 0x200  # the first

                /dev/mmcblk0   -131072  20000
                """);

        // Then
        Path device = Path.of("/dev/mmcblk0");
        assertThat(layout.copies())
                .isEqualTo(List.of(new Copy(device, 0xc0000, 0x20000), new Copy(device, -0x20000, 0x20000)));
        assertThat(layout.isRedundant()).isTrue();
    }

    @Test
    void reads_one_copy() {
        assertThat(FwEnvConfig.parse("/boot/uboot.env 0x0000 0x4000\n").isRedundant())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'# nothing'                              | one copy or two, not 0",
                "/dev/sda 0                               | expected one line or two of device, offset and size",
                "/dev/sda 0 0x4000 1 2 3 4                | expected one line or two of device, offset and size",
                "/dev/sda zero 0x4000                     | offset 'zero' or size",
                "/dev/sda 0 0xzz                          | is no number",
                "/dev/sda 0 ffffffffff                    | is no number",
                "/dev/sda 0 0x10                          | has 512 to 1048576 bytes",
                "/dev/sda 0 0x7fffffff                    | has 512 to 1048576 bytes",
                "/dev/mtd1 0 0x4000                       | is flash memory",
                "/dev/ubi0:env 0 0x4000                   | is flash memory",
                "'/dev/sda 0 4000;/dev/sdb 0 8000'        | different sizes",
                "'/dev/sda 0 4000;/dev/sda 0x3fff 4000'   | overlap",
                "'/dev/a 0 4000;/dev/b 0 4000;/dev/c 0 4000' | as a third",
            })
    void refuses_what_describes_no_environment(String lines, String message) {
        assertThatThrownBy(() -> FwEnvConfig.parse(lines.replace(';', '\n')))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
