package io.slipway.artifact.publication.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MultipartStreamTest {

    private static final String BOUNDARY = "--------1a2b3c";

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void gives_back_what_any_form_holds_however_it_is_cut(long seed) throws IOException {
        // Given parts full of things that look like the delimiter
        Random random = new Random(seed);
        List<byte[]> parts = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            parts.add(nearlyDelimiters(random, random.nextInt(4) == 0 ? 0 : random.nextInt(400_000)));
        }

        // When
        List<byte[]> read = read(new Dribble(form(parts), random));

        // Then
        assertThat(read).hasSize(parts.size());
        for (int i = 0; i < parts.size(); i++) {
            assertThat(read.get(i)).isEqualTo(parts.get(i));
        }
    }

    @Test
    void refuses_a_form_that_breaks_off_at_any_byte() throws IOException {
        // Given
        byte[] form = form(List.of("hello".getBytes(StandardCharsets.US_ASCII), new byte[0]));
        int end = form.length - "--\r\n".length();

        for (int length = 0; length < end + 2; length++) {
            byte[] cut = Arrays.copyOf(form, length);

            // When, Then
            assertThatThrownBy(() -> read(new ByteArrayInputStream(cut)))
                    .as("cut after %d bytes", length)
                    .isInstanceOf(EOFException.class);
        }
    }

    @Test
    void skips_what_was_not_read_of_a_part() throws IOException {
        // Given
        MultipartStream form = new MultipartStream(
                new ByteArrayInputStream(form(List.of(new byte[300_000], "b".getBytes(StandardCharsets.US_ASCII)))),
                BOUNDARY);
        form.next();

        // When
        Map<String, String> second = form.next();

        // Then
        assertThat(second).containsEntry("content-disposition", "form-data; name=\"part1\"");
        assertThat(form.read(new byte[10], 0, 10)).isEqualTo(1);
    }

    @Test
    void refuses_headers_without_end() {
        byte[] endless = ("--" + BOUNDARY + "\r\nX: " + "x".repeat(20_000)).getBytes(StandardCharsets.US_ASCII);
        assertThatThrownBy(() -> read(new ByteArrayInputStream(endless))).isInstanceOf(MalformedFormException.class);
    }

    @Test
    void refuses_a_field_without_headers() {
        byte[] bare = ("--" + BOUNDARY + "\r\n\r\nbody\r\n--" + BOUNDARY + "--").getBytes(StandardCharsets.US_ASCII);
        assertThatThrownBy(() -> read(new ByteArrayInputStream(bare))).isInstanceOf(MalformedFormException.class);
    }

    private static byte[] nearlyDelimiters(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        byte[] delimiter = ("\r\n--" + BOUNDARY).getBytes(StandardCharsets.US_ASCII);
        for (int at = 0; at + delimiter.length < length; at += 1 + random.nextInt(2000)) {
            System.arraycopy(delimiter, 0, bytes, at, random.nextInt(delimiter.length));
        }
        for (int at = 0; at + delimiter.length <= length; at++) {
            if (Arrays.equals(bytes, at, at + delimiter.length, delimiter, 0, delimiter.length)) {
                bytes[at] = 'x'; // chance has completed one
            }
        }
        return bytes;
    }

    private static byte[] form(List<byte[]> parts) throws IOException {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        for (int i = 0; i < parts.size(); i++) {
            form.write(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"part" + i + "\"\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            form.write(parts.get(i));
            form.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        form.write(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        return form.toByteArray();
    }

    private static List<byte[]> read(InputStream in) throws IOException {
        MultipartStream form = new MultipartStream(in, BOUNDARY);
        List<byte[]> parts = new ArrayList<>();
        while (!form.next().isEmpty()) {
            ByteArrayOutputStream part = new ByteArrayOutputStream();
            byte[] buffer = new byte[10_000];
            for (int n = form.read(buffer, 0, buffer.length); n >= 0; n = form.read(buffer, 0, buffer.length)) {
                part.write(buffer, 0, n);
            }
            parts.add(part.toByteArray());
        }
        return parts;
    }

    /** Gives a few bytes at a time, as a network does. */
    private static final class Dribble extends InputStream {

        private final ByteArrayInputStream bytes;
        private final Random random;

        Dribble(byte[] bytes, Random random) {
            this.bytes = new ByteArrayInputStream(bytes);
            this.random = random;
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            return bytes.read(target, offset, Math.min(length, 1 + random.nextInt(random.nextBoolean() ? 8 : 9000)));
        }
    }
}
