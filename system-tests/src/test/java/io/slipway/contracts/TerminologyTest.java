package io.slipway.contracts;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

/** {@code docs/terminology.md} defines every word that the contracts fix, and defines it once. */
class TerminologyTest {

    private static final Pattern DEFINED = Pattern.compile("^\\| \\*\\*([^*]+)\\*\\*", Pattern.MULTILINE);
    private static final Pattern WORD = Pattern.compile("\\*\\*([^*]+)\\*\\*|`([^`]+)`");
    private static final Pattern USED = Pattern.compile("(?<!\\*)\\*([a-z][a-z -]*)\\*(?!\\*)");

    private final String text;

    TerminologyTest() throws IOException {
        text = Files.readString(Contracts.FOLDER.resolveSibling("terminology.md"));
    }

    @Test
    void state_of_the_contracts_is_defined() {
        assertThat(words())
                .containsAll(choices("definitions", "/$defs/deploymentState/enum"))
                .containsAll(choices("RolloutStateChanged", "/properties/state/enum"))
                .containsAll(choices("CommandOffered", "/properties/channel/enum"));
    }

    @Test
    void event_type_is_listed() {
        List<String> events = new ArrayList<>();
        Contracts.asyncApi().at("/components/messages").properties().forEach(message -> {
            if (message.getValue().has("traits")) {
                events.add(message.getKey());
            }
        });
        assertThat(words()).containsAll(events);
    }

    @Test
    void word_is_defined_once() {
        assertThat(DEFINED.matcher(text).results().map(found -> found.group(1)))
                .filteredOn(word -> !word.equals("offered"))
                .doesNotHaveDuplicates();
    }

    /** Plural forms are those of the singular with an s. */
    @Test
    void word_in_italics_is_defined() {
        Set<String> words = words();
        assertThat(USED.matcher(text).results().map(found -> found.group(1)))
                .isNotEmpty()
                .allMatch(used -> words.contains(used) || words.contains(used.replaceFirst("s$", "")));
    }

    private Set<String> words() {
        return WORD.matcher(text).results().map(TerminologyTest::word).collect(toCollection(TreeSet::new));
    }

    private static String word(MatchResult found) {
        return found.group(1) == null ? found.group(2) : found.group(1).toLowerCase(java.util.Locale.ROOT);
    }

    private static List<String> choices(String schema, String pointer) {
        List<String> choices = new ArrayList<>();
        for (JsonNode choice : Contracts.schemaSource(schema).at(pointer)) {
            choices.add(choice.asText());
        }
        assertThat(choices).isNotEmpty();
        return choices;
    }
}
