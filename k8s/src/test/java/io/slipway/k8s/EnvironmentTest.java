package io.slipway.k8s;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

/** The chart says to the services what they listen to, and no secret aloud. */
class EnvironmentTest {

    static final List<String> SERVICES = Chart.SERVICES;

    private static final Pattern SECRET =
            Pattern.compile(".*(PASSWORD|SECRET_KEY|ACCESS_KEY|JAAS|TOKEN|KEYSTORE_KEY).*");

    @ParameterizedTest
    @FieldSource("SERVICES")
    void variable_is_read_by_the_service(String service) {
        ServiceSettings settings = ServiceSettings.of(service);
        assertThat(variables(service)).hasSizeGreaterThan(8).allMatch(settings::read, "is read by " + service);
    }

    @ParameterizedTest
    @FieldSource("SERVICES")
    void setting_without_which_the_service_does_not_start_is_given(String service) {
        assertThat(variables(service)).containsAll(ServiceSettings.of(service).required());
    }

    /** The proof that the first test can fail: a misspelt name, another service's setting, one that is fixed when Quarkus builds. */
    @ParameterizedTest
    @ValueSource(strings = {"SLIPWAY_OPERATOR_PASWORD", "SLIPWAY_DEVICE_CA_DIRECTORY", "QUARKUS_DATASOURCE_DB_KIND"})
    void variable_that_has_no_effect_is_noticed(String variable) {
        assertThat(ServiceSettings.of("rollout-service").read(variable)).isFalse();
    }

    @Test
    void required_setting_is_found_in_the_sources() {
        assertThat(ServiceSettings.of("device-gateway").required())
                .contains("SLIPWAY_OPERATOR_PASSWORD", "SLIPWAY_DEVICE_CA_DIRECTORY");
    }

    @Test
    void secret_comes_by_reference() {
        assertThat(containers().flatMap(c -> stream(c.path("env"))))
                .filteredOn(variable ->
                        SECRET.matcher(variable.path("name").asText()).matches())
                .isNotEmpty()
                .allSatisfy(variable -> {
                    assertThat(variable.has("value")).as(variable.toString()).isFalse();
                    assertThat(variable.at("/valueFrom/secretKeyRef/name").asText())
                            .isNotEmpty();
                    assertThat(variable.at("/valueFrom/secretKeyRef/key").asText())
                            .isNotEmpty();
                });
    }

    @Test
    void chart_makes_no_secret_and_carries_no_credentials_in_addresses() {
        Stream<Manifest> manifests = Chart.VALUE_SETS.stream().flatMap(set -> Chart.render(set).stream());
        assertThat(manifests)
                .noneMatch(m -> m.is("Secret"))
                .noneMatch(m -> m.content().toString().matches(".*://[^/\"]*:[^/\"]*@.*"));
    }

    @Test
    void service_may_have_a_database_role_of_its_own() {
        assertThat(secretsOf("artifact-service"))
                .contains("slipway-postgresql-artifact")
                .doesNotContain("slipway-postgresql");
        assertThat(secretsOf("rollout-service")).contains("slipway-postgresql");
    }

    private static Set<String> secretsOf(String service) {
        return deployments(service)
                .flatMap(m -> stream(m.containers().getFirst().path("env")))
                .map(variable -> variable.at("/valueFrom/secretKeyRef/name").asText())
                .collect(toCollection(TreeSet::new));
    }

    private static Set<String> variables(String service) {
        return Chart.VALUE_SETS.stream()
                .flatMap(set -> Chart.render(set).stream())
                .filter(m -> m.is("Deployment") && m.name().endsWith(service))
                .flatMap(m -> stream(m.containers().getFirst().path("env")))
                .map(variable -> variable.path("name").asText())
                .collect(toCollection(TreeSet::new));
    }

    private static Stream<Manifest> deployments(String service) {
        return Chart.render("everything").stream()
                .filter(m -> m.is("Deployment") && m.name().endsWith(service));
    }

    private static Stream<JsonNode> containers() {
        return Chart.VALUE_SETS.stream()
                .flatMap(set -> Chart.render(set).stream())
                .filter(Manifest::makesPods)
                .flatMap(m -> m.containers().stream());
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        List<JsonNode> elements = new ArrayList<>();
        array.forEach(elements::add);
        return elements.stream();
    }
}
