package io.slipway.device.download;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.slipway.device.download.ByteRange.Slice;

import static org.assertj.core.api.Assertions.assertThat;

class ByteRangeTest {

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 1",
        "bytes=10-19, 10, 10",
        "bytes=90-, 90, 10",
        "bytes=90-1000, 90, 10",
        "bytes=-10, 90, 10",
        "bytes=-1000, 0, 100",
        "bytes=99-99, 99, 1"
    })
    void selects_bytes_of_an_object_of_100(String header, long offset, long length) {
        assertThat(ByteRange.parse(header).orElseThrow().of(100)).contains(new Slice(offset, length));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=100-", "bytes=100-200", "bytes=-0"})
    void cannot_satisfy_a_range_outside_of_the_object(String header) {
        assertThat(ByteRange.parse(header).orElseThrow().of(100)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bytes=-",
                "bytes=5-4",
                "bytes=0-1,3-4",
                "lines=0-1",
                "bytes=a-b",
                "bytes=99999999999999999999-"
            })
    void ignores_what_is_not_one_byte_range(String header) {
        assertThat(ByteRange.parse(header)).isEmpty();
    }
}
