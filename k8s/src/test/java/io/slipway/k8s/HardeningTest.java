package io.slipway.k8s;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What every pod and every container of the chart keeps to, with whatever values. */
class HardeningTest {

    /** Everything that makes pods, from all value sets. */
    static Stream<Manifest> workloads() {
        return Chart.VALUE_SETS.stream()
                .flatMap(set -> Chart.render(set).stream())
                .filter(Manifest::makesPods);
    }

    static Stream<Manifest> deployments() {
        return workloads().filter(m -> m.is("Deployment"));
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void pod_never_runs_as_root(Manifest workload) {
        JsonNode context = workload.podSpec().path("securityContext");
        assertThat(context.path("runAsNonRoot").asBoolean()).isTrue();
        assertThat(context.path("runAsUser").asInt()).isPositive();
        assertThat(context.path("runAsGroup").asInt()).isPositive();
        assertThat(context.at("/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void pod_holds_no_token_of_the_cluster_and_shares_nothing_with_the_node(Manifest workload) {
        JsonNode pod = workload.podSpec();
        assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
        assertThat(pod.has("hostNetwork") || pod.has("hostPID") || pod.has("hostIPC"))
                .isFalse();
        assertThat(pod.path("volumes")).noneMatch(volume -> volume.has("hostPath"));
        assertThat(pod.path("enableServiceLinks").asBoolean(true)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void container_has_no_rights(Manifest workload) {
        assertThat(workload.containers()).isNotEmpty().allSatisfy(container -> {
            JsonNode context = container.path("securityContext");
            assertThat(context.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
            assertThat(context.path("privileged").asBoolean(true)).isFalse();
            assertThat(context.path("readOnlyRootFilesystem").asBoolean()).isTrue();
            assertThat(context.at("/capabilities/drop"))
                    .extracting(JsonNode::asText)
                    .containsExactly("ALL");
            assertThat(context.at("/capabilities/add").isMissingNode()).isTrue();
        });
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void container_writes_only_to_bounded_folders(Manifest workload) {
        List<String> writable = new ArrayList<>();
        workload.podSpec().path("volumes").forEach(volume -> {
            if (volume.has("emptyDir")) {
                writable.add(volume.path("name").asText());
                assertThat(volume.at("/emptyDir/sizeLimit").asText()).isNotEmpty();
            }
        });
        assertThat(writable).contains("tmp");
        assertThat(workload.containers()).allSatisfy(container -> assertThat(container.path("volumeMounts"))
                .allMatch(mount -> mount.path("readOnly").asBoolean()
                        || writable.contains(mount.path("name").asText())));
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void each_mount_has_a_volume_and_each_volume_a_mount(Manifest workload) {
        List<String> volumes = new ArrayList<>();
        workload.podSpec()
                .path("volumes")
                .forEach(v -> volumes.add(v.path("name").asText()));
        assertThat(workload.containers().getFirst().path("volumeMounts"))
                .extracting(mount -> mount.path("name").asText())
                .containsExactlyInAnyOrderElementsOf(volumes);
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void container_says_what_it_needs(Manifest workload) {
        assertThat(workload.containers()).allSatisfy(container -> {
            Map<String, String> requests = Manifest.texts(container.at("/resources/requests"));
            Map<String, String> limits = Manifest.texts(container.at("/resources/limits"));
            assertThat(requests).containsKeys("cpu", "memory");
            assertThat(limits).containsKeys("memory");
        });
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void container_is_probed_on_the_management_port(Manifest deployment) {
        JsonNode container = deployment.containers().getFirst();
        assertThat(container.path("ports"))
                .anyMatch(port -> port.path("name").asText().equals("management"));
        Map<String, String> paths = Map.of(
                "startupProbe", "/q/health/started",
                "readinessProbe", "/q/health/ready",
                "livenessProbe", "/q/health/live");
        paths.forEach((probe, path) -> {
            JsonNode request = container.path(probe).path("httpGet");
            assertThat(request.path("port").asText()).as(probe).isEqualTo("management");
            assertThat(request.path("path").asText()).as(probe).isEqualTo(path);
        });
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void pods_spread_over_zones_and_nodes(Manifest deployment) {
        assertThat(deployment.podSpec().path("topologySpreadConstraints"))
                .extracting(constraint -> constraint.path("topologyKey").asText())
                .containsExactly("topology.kubernetes.io/zone", "kubernetes.io/hostname");
        assertThat(deployment.podSpec().path("topologySpreadConstraints"))
                .allMatch(constraint ->
                        Selector.of(constraint.path("labelSelector")).matches(deployment.podLabels()));
    }
}
