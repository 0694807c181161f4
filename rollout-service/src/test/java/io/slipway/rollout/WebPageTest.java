package io.slipway.rollout;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class WebPageTest {

    private static final Pattern REFERENCE = Pattern.compile("(?:href|src)=\"([^\"#]+)\"|from '\\./([^']+)'");

    @ParameterizedTest
    @ValueSource(strings = {"/", "/slipway.js", "/service.js", "/slipway.css"})
    void nothing_is_served_without_the_operators_password(String path) {
        given().get(path).then().statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/slipway.js", "/list.js", "/rollout.js", "/devices.js", "/controls.js", "/elements.js"})
    void everything_that_a_file_refers_to_is_served(String path) {
        // When
        List<String> references = REFERENCE
                .matcher(page(path).asString())
                .results()
                .map(found -> found.group(1) != null ? found.group(1) : found.group(2))
                .toList();

        // Then
        assertThat(references)
                .allSatisfy(reference ->
                        assertThat(page("/" + reference).statusCode()).isEqualTo(200));
    }

    @Test
    void the_page_may_run_only_its_own_files_and_be_framed_by_nobody() {
        assertThat(page("/").header("Content-Security-Policy"))
                .contains("default-src 'none'")
                .contains("script-src 'self'")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe");
    }

    @Test
    void the_page_has_no_script_or_style_that_the_policy_would_refuse() {
        Matcher inline = Pattern.compile("<style|<script(?![^>]* src=)| style=| on[a-z]+=")
                .matcher(page("/").asString());

        assertThat(inline.find()).isFalse();
    }

    private static Response page(String path) {
        return given().auth().preemptive().basic("operator", "operator").get(path);
    }
}
