package io.slipway.standalone;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReasonTest {

    @Test
    void says_what_javas_message_leaves_out() {
        assertThat(Reason.of(new NoSuchFileException("image"))).isEqualTo("image does not exist");
        assertThat(Reason.of(new AccessDeniedException("image"))).isEqualTo("image may not be touched by this user");
    }

    @Test
    void keeps_what_the_operating_system_says() {
        assertThat(Reason.of(new FileSystemException("image", null, "Read-only file system")))
                .isEqualTo("image: Read-only file system");
        assertThat(Reason.of(new IOException("No space left on device"))).isEqualTo("No space left on device");
    }

    @Test
    void is_never_empty() {
        assertThat(Reason.of(new IOException())).isEqualTo("IOException");
    }
}
