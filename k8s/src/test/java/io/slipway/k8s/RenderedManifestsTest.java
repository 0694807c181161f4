package io.slipway.k8s;

import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.marcnuri.helm.LintResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The chart renders, with whatever values, to objects that the API server takes. */
class RenderedManifestsTest {

    static final List<String> VALUE_SETS = Chart.VALUE_SETS;

    @Test
    void lint_finds_nothing() {
        LintResult result = Chart.lint();
        assertThat(result.isFailed()).as(result.getMessages().toString()).isFalse();
    }

    @ParameterizedTest
    @FieldSource("VALUE_SETS")
    void manifests_are_objects_of_kubernetes(String valueSet) {
        List<Manifest> manifests = Chart.render(valueSet);
        assertThat(manifests).hasSizeGreaterThan(10);
        assertThat(manifests).filteredOn(KubernetesModel::knows).allSatisfy(m -> KubernetesModel.read(m.content()));
    }

    /** The proof that the test above can fail. */
    @ParameterizedTest
    @CsvSource({
        "/spec/template/spec, terminationGracePeriodSecond, 45",
        "/spec/template/spec/securityContext, runAsNonroot, true",
        "/spec/strategy/rollingUpdate, maxUnavailible, 0",
    })
    void misspelt_field_is_refused(String pointer, String field, String value) {
        // Given
        ObjectNode deployment = deployment();

        // When
        ((ObjectNode) deployment.at(pointer)).put(field, value);

        // Then
        assertThatThrownBy(() -> KubernetesModel.read(deployment))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(field);
    }

    @Test
    void value_of_a_wrong_type_is_refused() {
        // Given
        ObjectNode deployment = deployment();

        // When
        ((ObjectNode) deployment.path("spec")).put("revisionHistoryLimit", "three");

        // Then
        assertThatThrownBy(() -> KubernetesModel.read(deployment)).isInstanceOf(AssertionError.class);
    }

    @Test
    void missing_field_is_refused() {
        // Given
        ObjectNode deployment = deployment();

        // When
        ((ObjectNode) deployment.path("spec")).remove("selector");

        // Then
        assertThatThrownBy(() -> KubernetesModel.read(deployment)).hasMessageContaining("selector");
    }

    @ParameterizedTest
    @FieldSource("VALUE_SETS")
    void names_are_unique_and_no_namespace_is_fixed(String valueSet) {
        List<Manifest> manifests = Chart.render(valueSet);
        assertThat(manifests).extracting(Manifest::toString).doesNotHaveDuplicates();
        assertThat(manifests)
                .allMatch(m -> m.content().at("/metadata/namespace").isMissingNode());
    }

    @ParameterizedTest
    @FieldSource("VALUE_SETS")
    void each_service_is_deployed(String valueSet) {
        Stream<String> deployments =
                Chart.render(valueSet).stream().filter(m -> m.is("Deployment")).map(Manifest::name);
        assertThat(deployments)
                .containsExactlyInAnyOrderElementsOf(Chart.SERVICES.stream()
                        .map(service -> "fleet-slipway-" + service)
                        .toList());
    }

    @Test
    void digest_of_an_image_comes_before_its_tag() {
        assertThat(Chart.render("everything"))
                .filteredOn(m -> m.name().equals("fleet-slipway-artifact-service") && m.is("Deployment"))
                .allSatisfy(
                        m -> assertThat(m.containers().getFirst().path("image").asText())
                                .startsWith("registry.example/slipway/artifact-service@sha256:"));
    }

    private static ObjectNode deployment() {
        return Chart.render("defaults").stream()
                .filter(m -> m.is("Deployment"))
                .findFirst()
                .orElseThrow()
                .content()
                .deepCopy();
    }
}
