package io.slipway.standalone.operator.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** rollout-service: what it knows of devices and releases, and rollouts. */
public final class RolloutApi {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MOST_DEVICES = 500;
    private static final Set<String> OVER = Set.of("succeeded", "rolled-back", "failed", "rejected", "cancelled");
    private static final String DEVICES = "/api/v1/devices?limit=" + MOST_DEVICES;
    private static final String ROLLOUTS = "/api/v1/rollouts?limit=100";

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
            @Nullable String revocationReason,
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

    private record Rollouts(List<Rollout> items) {}

    private record Stop(String reason) {}

    /** A release as rollout-service knows it. */
    public record Release(UUID id, String name, String version, boolean payloadsReady) {}

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
            @Nullable Of release,
            int deviceCount,
            @Nullable List<Wave> waves) {

        /** Whether nothing more happens by itself. */
        public boolean isOver() {
            return state.equals("completed") || state.equals("aborted");
        }
    }

    /** The release of a rollout. */
    public record Of(String name, String version) {}

    /** Why something is as it is. */
    public record Reason(String code, String detail) {

        /** For people. */
        public String text() {
            return detail.isEmpty() ? code : code + ": " + detail;
        }
    }

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

        /** Whether nothing more happens to it. */
        public boolean isOver() {
            return OVER.contains(state);
        }

        /** Time from the first to the last thing known of it. */
        public Duration duration() {
            Optional<Instant> first = timeline.values().stream().min(Instant::compareTo);
            Optional<Instant> last = timeline.values().stream().max(Instant::compareTo);
            return first.isPresent() && last.isPresent() ? Duration.between(first.get(), last.get()) : Duration.ZERO;
        }
    }

    private record Deployments(List<Deployment> items) {}

    /** The first devices of the fleet, 500 at most. */
    public List<Device> devices() {
        return client.get(DEVICES, Devices.class).items();
    }

    /** The same as JSON. */
    public String devicesJson() {
        return client.text(DEVICES);
    }

    public Device device(String id) {
        return client.get(path(id), Device.class);
    }

    /** The same as JSON. */
    public String deviceJson(String id) {
        return client.text(path(id));
    }

    private static String path(String device) {
        return "/api/v1/devices/" + URLEncoder.encode(device, StandardCharsets.UTF_8);
    }

    /** The release, if rollout-service has heard of it. */
    public Optional<Release> release(UUID id) {
        return client.find("/api/v1/releases/" + id, Release.class);
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
        return client.read(client.post(path(id) + "/start", PATIENCE), Rollout.class);
    }

    /** Holds a rollout; {@code reason} is for people, and may be empty. */
    public Rollout pause(UUID id, String reason) {
        return client.post(path(id) + "/pause", new Stop(reason), Rollout.class);
    }

    public Rollout resume(UUID id) {
        return client.read(client.post(path(id) + "/resume", PATIENCE), Rollout.class);
    }

    /** Gives a rollout up; {@code reason} is for people, and may be empty. */
    public Rollout abort(UUID id, String reason) {
        return client.post(path(id) + "/abort", new Stop(reason), Rollout.class);
    }

    /** The newest rollouts, 100 at most. */
    public List<Rollout> rollouts() {
        return client.get(ROLLOUTS, Rollouts.class).items();
    }

    /** The same as JSON. */
    public String rolloutsJson() {
        return client.text(ROLLOUTS);
    }

    public Rollout rollout(UUID id) {
        return client.get(path(id), Rollout.class);
    }

    /** The same as JSON. */
    public String rolloutJson(UUID id) {
        return client.text(path(id));
    }

    private static String path(UUID rollout) {
        return "/api/v1/rollouts/" + rollout;
    }

    /** The deployments of a rollout in the order of their devices, 500 at most. */
    public List<Deployment> deployments(UUID id) {
        return client.get(path(id) + "/deployments?limit=" + MOST_DEVICES, Deployments.class)
                .items();
    }
}
