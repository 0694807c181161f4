package io.slipway.metadata.role;

import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PathPatternTest {

    /** The first rows are the examples of TUF 1.0 section 4.5. */
    @ParameterizedTest
    @CsvSource({
        "targets/*.tgz, targets/foo.tgz, true",
        "targets/*.tgz, targets/foo.txt, false",
        "foo-version-?.tgz, foo-version-2.tgz, true",
        "foo-version-?.tgz, foo-version-alpha.tgz, false",
        "*.tgz, foo.tgz, true",
        "*.tgz, targets/foo.tgz, false",
        "foo.tgz, foo.tgz, true",
        "foo.tgz, foo.tgz2, false",
        "payloads/*/*, payloads/ab/full, true",
        "payloads/*/*, payloads/ab, false",
        "payloads/*/*, payloads/ab/cd/full, false",
        "payloads/*/*, images/ab/full, false",
        "*/*/*, debian/2/rootfs, true",
        "a*b*c, aXbYbZc, true",
        "a**, a, true",
        "a?c, a/c, false",
    })
    void covers_as_the_specification_says(String pattern, String path, boolean expected) {
        assertThat(new PathPattern(pattern).matches(new TargetPath(path))).isEqualTo(expected);
    }

    static LongStream seeds() {
        return LongStream.range(0, 2000);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void covers_the_same_as_a_regular_expression(long seed) {
        var random = new SplittableRandom(seed);
        String pattern = random(random, "ab/*?", 1 + random.nextInt(8));
        String path = "a" + random(random, "ab", random.nextInt(3)) + "/b" + random(random, "ab", random.nextInt(4));
        Pattern reference = Pattern.compile(pattern.replace("*", "[^/]*").replace("?", "[^/]"));

        boolean covered = new PathPattern(pattern).matches(new TargetPath(path));

        assertThat(covered)
                .as("%s covers %s", pattern, path)
                .isEqualTo(reference.matcher(path).matches());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "[ab]", "a\\*", "{a,b}", "!a", "ä", "a\n"})
    void refuses_patterns_that_others_read_differently(String pattern) {
        assertThatThrownBy(() -> new PathPattern(pattern)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refuses_patterns_that_are_too_long() {
        assertThatThrownBy(() -> new PathPattern("a".repeat(513))).isInstanceOf(IllegalArgumentException.class);
    }

    private static String random(SplittableRandom random, String alphabet, int length) {
        var text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
