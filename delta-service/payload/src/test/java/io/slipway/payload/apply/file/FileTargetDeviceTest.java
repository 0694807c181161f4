package io.slipway.payload.apply.file;

import java.io.EOFException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FileTargetDeviceTest {

    @TempDir
    Path directory;

    @Test
    void an_existing_file_has_room_for_what_it_holds() throws Exception {
        Path slot = Files.write(directory.resolve("slot"), new byte[1000]);

        try (FileTargetDevice target = FileTargetDevice.open(slot)) {
            assertThat(target.capacity()).isEqualTo(1000);
        }
    }

    @Test
    void what_is_written_at_a_position_is_read_there() throws Exception {
        Path file = directory.resolve("image");
        ByteBuffer read = ByteBuffer.allocate(3);
        try (FileTargetDevice target = FileTargetDevice.create(file, 100)) {
            target.write(50, ByteBuffer.wrap(new byte[] {1, 2, 3}));
            target.force();

            target.read(50, read);
        }

        assertThat(read.array()).containsExactly(1, 2, 3);
        assertThat(Files.size(file)).isEqualTo(53);
    }

    @Test
    void reading_behind_the_end_fails() throws Exception {
        Path slot = Files.write(directory.resolve("slot"), new byte[10]);

        try (FileTargetDevice target = FileTargetDevice.open(slot)) {
            assertThatThrownBy(() -> target.read(8, ByteBuffer.allocate(3))).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void a_missing_slot_is_not_created_by_opening_it() {
        assertThatThrownBy(() -> FileTargetDevice.open(directory.resolve("missing")))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void a_payload_file_is_read_from_the_offset_on() throws Exception {
        Path file = Files.write(directory.resolve("payload"), new byte[] {1, 2, 3, 4});

        try (var in = new FilePayloadSource(file).open(2)) {
            assertThat(in.readAllBytes()).containsExactly(3, 4);
        }
    }
}
