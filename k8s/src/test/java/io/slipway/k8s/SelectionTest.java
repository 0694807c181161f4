package io.slipway.k8s;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/** What points at pods points at pods that there are. */
class SelectionTest {

    static final List<String> VALUE_SETS = Chart.VALUE_SETS;
    static final List<String> GUARDED_VALUE_SETS = List.of("defaults", "everything");

    @ParameterizedTest
    @FieldSource("VALUE_SETS")
    void deployment_selects_its_own_pods_and_no_others(String valueSet) {
        assertThat(of(valueSet, "Deployment")).allSatisfy(deployment -> {
            Selector selector = Selector.of(deployment.content().at("/spec/selector"));
            assertThat(selected(valueSet, selector)).containsExactly(deployment.name());
        });
    }

    @ParameterizedTest
    @FieldSource("VALUE_SETS")
    void service_selects_one_deployment_that_has_its_ports(String valueSet) {
        assertThat(of(valueSet, "Service")).hasSize(5).allSatisfy(service -> {
            Selector selector = Selector.ofLabels(service.content().at("/spec/selector"));
            assertThat(selected(valueSet, selector)).hasSize(1);
            Set<String> offered = containerPorts(valueSet, selector);
            assertThat(service.content().at("/spec/ports"))
                    .allMatch(port -> offered.contains(port.path("targetPort").asText()));
        });
    }

    @ParameterizedTest
    @FieldSource("VALUE_SETS")
    void each_deployment_has_a_disruption_budget(String valueSet) {
        assertThat(of(valueSet, "PodDisruptionBudget"))
                .hasSize(Chart.SERVICES.size())
                .allSatisfy(budget -> {
                    Selector selector = Selector.of(budget.content().at("/spec/selector"));
                    assertThat(selected(valueSet, selector)).containsExactly(budget.name());
                    assertThat(budget.content().at("/spec/maxUnavailable").asInt())
                            .isPositive();
                });
    }

    @ParameterizedTest
    @FieldSource("VALUE_SETS")
    void deployment_has_either_an_autoscaler_or_a_number_of_replicas(String valueSet) {
        List<String> scaled = of(valueSet, "HorizontalPodAutoscaler").stream()
                .map(scaler -> scaler.content().at("/spec/scaleTargetRef/name").asText())
                .toList();
        assertThat(of(valueSet, "Deployment"))
                .allMatch(deployment -> scaled.contains(deployment.name())
                        != deployment.content().at("/spec/replicas").isInt());
        assertThat(of(valueSet, "Deployment")).extracting(Manifest::name).containsAll(scaled);
    }

    @ParameterizedTest
    @FieldSource("GUARDED_VALUE_SETS")
    void traffic_that_no_policy_names_is_denied_to_every_pod(String valueSet) {
        // Given
        List<Manifest> denials = of(valueSet, "NetworkPolicy").stream()
                .filter(policy -> !policy.content().path("spec").has("ingress")
                        && !policy.content().path("spec").has("egress"))
                .toList();

        // When, Then
        assertThat(denials).hasSize(1).allSatisfy(policy -> {
            assertThat(policy.content().at("/spec/policyTypes"))
                    .extracting(JsonNode::asText)
                    .containsExactly("Ingress", "Egress");
            Selector selector = Selector.of(policy.content().at("/spec/podSelector"));
            assertThat(workloads(valueSet)).allMatch(workload -> selector.matches(workload.podLabels()));
        });
    }

    @ParameterizedTest
    @FieldSource("GUARDED_VALUE_SETS")
    void network_policy_selects_pods(String valueSet) {
        assertThat(of(valueSet, "NetworkPolicy")).allSatisfy(policy -> assertThat(
                        selected(valueSet, Selector.of(policy.content().at("/spec/podSelector"))))
                .isNotEmpty());
    }

    @ParameterizedTest
    @FieldSource("GUARDED_VALUE_SETS")
    void port_of_a_container_is_let_in_by_a_policy(String valueSet) {
        assertThat(of(valueSet, "Deployment")).allSatisfy(deployment -> {
            Set<Integer> open = openPorts(valueSet, deployment, "ingress");
            assertThat(deployment.containers().getFirst().path("ports"))
                    .allMatch(port -> open.contains(port.path("containerPort").asInt()));
        });
    }

    @Test
    void ways_out_are_those_of_the_addresses_in_the_values() {
        assertThat(outOf("artifact-service")).containsExactlyInAnyOrder(53, 9094, 6432, 4317, 443, 9095);
        assertThat(outOf("delta-service")).containsExactlyInAnyOrder(53, 9094, 6432, 4317, 443, 9095);
        assertThat(outOf("rollout-service")).containsExactlyInAnyOrder(53, 9094, 6432, 4317, 9095);
        assertThat(outOf("device-gateway")).containsExactlyInAnyOrder(53, 9094, 6432, 4317, 443, 8883, 9095);
    }

    @Test
    void devices_reach_only_the_gateway() {
        assertThat(of("everything", "NetworkPolicy"))
                .filteredOn(policy -> policy.content().toString().contains("10.0.0.0/8"))
                .hasSize(1)
                .allSatisfy(policy -> assertThat(selected(
                                "everything", Selector.of(policy.content().at("/spec/podSelector"))))
                        .containsExactly("fleet-slipway-device-gateway"));
    }

    @Test
    void ingress_leads_from_each_host_to_its_service() {
        Map<String, String> ways = new TreeMap<>();
        of("everything", "Ingress").forEach(ingress -> ingress.content()
                .at("/spec/rules")
                .forEach(rule -> ways.put(
                        rule.path("host").asText(),
                        rule.at("/http/paths/0/backend/service/name").asText())));
        assertThat(ways)
                .containsExactly(
                        entry("artifacts.slipway.example", "fleet-slipway-artifact-service"),
                        entry("updates.example", "fleet-slipway-rollout-service"));
        assertThat(of("everything", "Service")).extracting(Manifest::name).containsAll(ways.values());
    }

    @Test
    void service_monitor_scrapes_metrics_of_every_service() {
        assertThat(of("everything", "ServiceMonitor")).hasSize(1).allSatisfy(monitor -> {
            Selector selector = Selector.of(monitor.content().at("/spec/selector"));
            assertThat(of("everything", "Service"))
                    .allMatch(service ->
                            selector.matches(Manifest.texts(service.content().at("/metadata/labels"))));
            assertThat(monitor.content().at("/spec/endpoints/0/port").asText()).isEqualTo("management");
            assertThat(monitor.content().at("/spec/endpoints/0/path").asText()).isEqualTo("/q/metrics");
        });
    }

    private static Set<Integer> outOf(String service) {
        return of("everything", "Deployment").stream()
                .filter(deployment -> deployment.name().endsWith(service))
                .flatMap(deployment -> openPorts("everything", deployment, "egress").stream())
                .collect(toCollection(TreeSet::new));
    }

    /** Returns the ports that some policy opens to or from the pods. */
    private static Set<Integer> openPorts(String valueSet, Manifest workload, String direction) {
        Predicate<Manifest> selects =
                policy -> Selector.of(policy.content().at("/spec/podSelector")).matches(workload.podLabels());
        Set<Integer> ports = new TreeSet<>();
        of(valueSet, "NetworkPolicy").stream()
                .filter(selects)
                .forEach(policy -> policy.content().at("/spec/" + direction).forEach(rule -> rule.path("ports")
                        .forEach(port -> ports.add(port.path("port").asInt()))));
        return ports;
    }

    private static Set<String> containerPorts(String valueSet, Selector selector) {
        Set<String> names = new TreeSet<>();
        workloads(valueSet)
                .filter(workload -> selector.matches(workload.podLabels()))
                .forEach(workload -> workload.containers()
                        .getFirst()
                        .path("ports")
                        .forEach(port -> names.add(port.path("name").asText())));
        return names;
    }

    private static List<String> selected(String valueSet, Selector selector) {
        return workloads(valueSet)
                .filter(workload -> selector.matches(workload.podLabels()))
                .map(Manifest::name)
                .toList();
    }

    private static Stream<Manifest> workloads(String valueSet) {
        return Chart.render(valueSet).stream().filter(Manifest::makesPods);
    }

    private static List<Manifest> of(String valueSet, String kind) {
        return Chart.render(valueSet).stream().filter(m -> m.is(kind)).toList();
    }
}
