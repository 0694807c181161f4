package io.slipway.standalone.operator.http;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** rollout-service: what it knows of devices and releases, and rollouts. */
public final class RolloutApi {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MOST_DEVICES = 500;

    private final ServiceClient client;

    public RolloutApi(ServiceClient client) {
        this.client = client;
    }

    /** A device. */
    public record Device(
            String id,
            String type,
            String membership,
            @Nullable Instant lastSeenAt,
            @Nullable String clientVersion,
            @Nullable String bootedSlot,
            List<Installed> installed) {

        /** The version of a release that runs in a component. */
        public Optional<String> version(String component) {
            return installed.stream()
                    .filter(image -> image.component().equals(component))
                    .map(Installed::version)
                    .findFirst();
        }
    }

    /** What runs in a component. */
    public record Installed(String component, String name, String version) {}

    private record Devices(List<Device> items) {}

    /** A release as rollout-service knows it. */
    public record Release(UUID id, String name, String version, boolean payloadsReady) {}

    private record Releases(List<Release> items) {}

    /** A number of devices. */
    public record Count(int count) {}

    /**
     * The wish for a rollout.
     *
     * @param deviceType of the devices
     * @param waves sizes in their order
     */
    public record Plan(
            String name, UUID releaseId, String deviceType, List<Integer> waves, int threshold, int errorLimit) {}

    private record Filter(String deviceType) {}

    private record NewRollout(
            String name, UUID releaseId, Filter filter, List<Count> waves, int successThreshold, Count errorLimit) {}

    /** A rollout. */
    public record Rollout(
            UUID id,
            String name,
            String state,
            @Nullable Reason reason,
            @Nullable List<Wave> waves) {

        /** Whether nothing more happens by itself. */
        public boolean isOver() {
            return state.equals("completed") || state.equals("aborted");
        }
    }

    /** Why something is as it is. */
    public record Reason(String code, String detail) {}

    /** A wave. */
    public record Wave(int number, int devices, String state, Map<String, Integer> counts) {}

    /** What happens on one device. */
    public record Deployment(
            UUID id,
            String deviceId,
            int wave,
            String state,
            @Nullable Reason reason,
            @Nullable String versionBefore,
            @Nullable String versionAfter,
            long bytesDone,
            long bytesTotal,
            long bytesDownloaded,
            Map<String, Instant> timeline) {

        /** Time from the first to the last thing known of it. */
        public Duration duration() {
            Optional<Instant> first = timeline.values().stream().min(Instant::compareTo);
            Optional<Instant> last = timeline.values().stream().max(Instant::compareTo);
            return first.isPresent() && last.isPresent() ? Duration.between(first.get(), last.get()) : Duration.ZERO;
        }
    }

    private record Deployments(List<Deployment> items) {}

    /** The devices of the fleet, 500 at most. */
    public List<Device> devices() {
        return client.get("/api/v1/devices?limit=" + MOST_DEVICES, Devices.class)
                .items();
    }

    /** The release, if rollout-service has heard of it. */
    public Optional<Release> release(UUID id) {
        return client.get("/api/v1/releases?limit=" + MOST_DEVICES, Releases.class).items().stream()
                .filter(release -> release.id().equals(id))
                .findFirst();
    }

    public Rollout create(Plan plan) {
        NewRollout body = new NewRollout(
                plan.name(),
                plan.releaseId(),
                new Filter(plan.deviceType()),
                plan.waves().stream().map(Count::new).toList(),
                plan.threshold(),
                new Count(plan.errorLimit()));
        return client.post("/api/v1/rollouts", body, Rollout.class);
    }

    public Rollout start(UUID id) {
        return client.read(client.post("/api/v1/rollouts/" + id + "/start", PATIENCE), Rollout.class);
    }

    public Rollout rollout(UUID id) {
        return client.get("/api/v1/rollouts/" + id, Rollout.class);
    }

    /** The deployments of a rollout in the order of their devices, 500 at most. */
    public List<Deployment> deployments(UUID id) {
        return client.get("/api/v1/rollouts/" + id + "/deployments?limit=" + MOST_DEVICES, Deployments.class)
                .items();
    }
}
