package io.slipway.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class DocumentsTest {

    private static final Path ROOT = Path.of(System.getProperty("slipway.root"));

    /** A word in backticks that is written as the name of a class of ours, without a package. */
    private static final Pattern TEST_CLASS = Pattern.compile("`([A-Z][A-Za-z0-9]+Test)`");

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s:]+)(#[^)]*)?\\)|src=\"([^\":]+)\"");

    @ParameterizedTest
    @MethodSource("documents")
    void every_test_that_a_document_names_exists(Path document) throws IOException {
        assertThat(found(TEST_CLASS, document)).isSubsetOf(namesOfSources());
    }

    @ParameterizedTest
    @MethodSource("documents")
    void every_link_inside_the_repository_leads_somewhere(Path document) throws IOException {
        assertThat(found(LINK, document))
                .allSatisfy(link ->
                        assertThat(document.resolveSibling(link).normalize()).exists());
    }

    /** {@code done} is a claim, and a claim needs its test. */
    @Test
    void every_requirement_that_is_done_names_a_test() throws IOException {
        List<String> done = Files.readAllLines(ROOT.resolve("docs/requirements.md")).stream()
                .filter(line -> line.contains("| done |"))
                .toList();

        assertThat(done).isNotEmpty().allMatch(line -> TEST_CLASS.matcher(line).find());
    }

    static List<Path> documents() throws IOException {
        return files(".md");
    }

    private static Set<String> namesOfSources() throws IOException {
        return files(".java").stream()
                .map(file -> file.getFileName().toString().replace(".java", ""))
                .collect(Collectors.toSet());
    }

    private static List<Path> files(String ending) throws IOException {
        try (Stream<Path> all = Files.walk(ROOT)) {
            return all.filter(file -> file.toString().endsWith(ending))
                    .filter(file -> Stream.of("target", ".git", ".slipway", "node_modules")
                            .noneMatch(built -> ROOT.relativize(file).startsWith(built)
                                    || ROOT.relativize(file).toString().contains("/" + built + "/")))
                    .sorted()
                    .toList();
        }
    }

    /** The first group of each match that took part. */
    private static List<String> found(Pattern pattern, Path document) throws IOException {
        return pattern.matcher(Files.readString(document))
                .results()
                .map(DocumentsTest::text)
                .toList();
    }

    private static String text(MatchResult match) {
        for (int group = 1; group <= match.groupCount(); group++) {
            if (match.group(group) != null) {
                return match.group(group);
            }
        }
        throw new IllegalArgumentException("no group of " + match.group());
    }
}
