package io.slipway.metadata.canonical;

import java.util.List;
import java.util.Optional;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class JsonObjectTest {

    private final JsonObject object = JsonObject.builder()
            .put("text", "x")
            .put("number", 7)
            .put("flag", true)
            .put("list", JsonArray.ofStrings(List.of("a", "b")))
            .put("object", JsonObject.EMPTY)
            .build();

    @Test
    void gives_members_by_name_and_type() {
        assertThat(object.string("text")).isEqualTo("x");
        assertThat(object.integer("number")).isEqualTo(7);
        assertThat(object.bool("flag")).isTrue();
        assertThat(object.array("list").strings()).containsExactly("a", "b");
        assertThat(object.object("object")).isEqualTo(JsonObject.EMPTY);
    }

    @Test
    void gives_nothing_for_members_that_may_be_absent_and_are() {
        assertThat(object.findString("none")).isEmpty();
        assertThat(object.findInteger("none")).isEmpty();
        assertThat(object.findBool("none")).isEmpty();
        assertThat(object.findArray("none")).isEmpty();
        assertThat(object.findObject("none")).isEmpty();
    }

    @Test
    void refuses_a_member_that_is_missing() {
        assertThat(faultOf(() -> object.string("none"))).isEqualTo(JsonFault.MISSING_MEMBER);
        assertThatThrownBy(() -> object.integer("none")).hasMessage("member 'none': expected an integer, found none");
    }

    @Test
    void refuses_a_member_of_another_type_even_if_it_may_be_absent() {
        assertThat(faultOf(() -> object.integer("text"))).isEqualTo(JsonFault.WRONG_TYPE);
        assertThat(faultOf(() -> object.findString("number"))).isEqualTo(JsonFault.WRONG_TYPE);
        assertThat(faultOf(() -> object.array("list").objects())).isEqualTo(JsonFault.WRONG_TYPE);
        assertThatThrownBy(() -> object.bool("list")).hasMessage("member 'list': expected a boolean, found an array");
    }

    @Test
    void refuses_members_that_are_not_known_where_all_must_be() {
        assertThat(faultOf(() -> object.requireOnly("text", "number", "flag", "list")))
                .isEqualTo(JsonFault.UNKNOWN_MEMBER);
        assertThat(object.requireOnly("text", "number", "flag", "list", "object"))
                .isSameAs(object);
    }

    @Test
    void refuses_to_be_built_with_a_name_used_twice() {
        assertThatThrownBy(() -> JsonObject.builder().put("a", 1).put("a", 2))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void leaves_absent_optional_members_out() {
        JsonObject built = JsonObject.builder()
                .putIfPresent("a", Optional.of("x"))
                .putIfPresent("b", Optional.empty())
                .build();

        assertThat(JsonText.of(built)).isEqualTo("{\"a\":\"x\"}");
    }

    private static JsonFault faultOf(ThrowingCallable call) {
        return catchThrowableOfType(JsonRefusedException.class, call).fault();
    }
}
