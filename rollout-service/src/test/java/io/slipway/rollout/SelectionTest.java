package io.slipway.rollout;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.slipway.rollout.deployment.RolloutId;
import io.slipway.rollout.fleet.ComponentName;
import io.slipway.rollout.fleet.Device;
import io.slipway.rollout.fleet.DeviceFact;
import io.slipway.rollout.fleet.DeviceFilter;
import io.slipway.rollout.fleet.DeviceId;
import io.slipway.rollout.fleet.DeviceKey;
import io.slipway.rollout.fleet.DeviceType;
import io.slipway.rollout.fleet.Fleet;
import io.slipway.rollout.fleet.InstalledComponent;
import io.slipway.rollout.fleet.Inventory;
import io.slipway.rollout.fleet.Tenant;
import io.slipway.rollout.fleet.Version;
import io.slipway.rollout.release.Release;
import io.slipway.rollout.release.ReleaseComponent;
import io.slipway.rollout.release.ReleaseId;
import io.slipway.rollout.release.Sha256;
import io.slipway.rollout.wave.Waves;

import static org.assertj.core.api.Assertions.assertThat;

/** What a filter means in SQL is what it means in Java. */
@QuarkusTest
class SelectionTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final List<String> TYPES = List.of("virtual-board", "real-board");
    private static final List<String> WORDS = List.of("1", "2", "a", "A");

    @Inject
    Fleet fleet;

    @Inject
    Waves waves;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void a_filter_selects_the_same_devices_in_the_database_as_in_the_domain(long seed) throws Throwable {
        // Given
        Random random = new Random(seed);
        Tenant tenant = new Tenant("s-" + UUID.randomUUID().toString().substring(0, 8));
        for (int i = 0; i < 40; i++) {
            for (DeviceFact fact : facts(random, new DeviceKey(tenant, new DeviceId("d" + i)))) {
                run(() -> fleet.record(fact));
            }
        }
        List<Device> devices = run(() -> fleet.list(tenant, DeviceFilter.ALL, Optional.empty(), 100));

        for (int i = 0; i < 40; i++) {
            // When
            DeviceFilter filter = filter(random);
            Set<String> types = i % 2 == 0 ? Set.copyOf(TYPES) : Set.of(TYPES.getFirst());
            RolloutId rollout = new RolloutId(UUID.randomUUID());
            Map<RolloutId, Integer> counted = run(() ->
                    waves.countSelected(tenant, List.of(new Waves.Selection(rollout, release(tenant, types), filter))));
            List<Device> listed = run(() -> fleet.list(tenant, filter, Optional.empty(), 100));

            // Then
            assertThat(listed)
                    .as("%s", filter)
                    .containsExactlyElementsOf(
                            devices.stream().filter(filter::fits).toList());
            assertThat(counted.get(rollout)).as("%s for %s", filter, types).isEqualTo((int) devices.stream()
                    .filter(filter::selects)
                    .filter(device -> types.contains(device.type().value()))
                    .count());
        }
    }

    private static List<DeviceFact> facts(Random random, DeviceKey device) {
        List<DeviceFact> facts = new ArrayList<>();
        DeviceType type = new DeviceType(any(random, TYPES));
        if (random.nextInt(5) > 0) {
            facts.add(new DeviceFact.Enrolled(device, type, NOON));
        }
        if (random.nextInt(5) > 0) {
            facts.add(new DeviceFact.StatusReported(device, type, inventory(random), NOON));
        }
        if (random.nextInt(5) == 0) {
            facts.add(new DeviceFact.Revoked(device, "stolen", NOON.plusSeconds(1)));
        }
        return facts;
    }

    private static Inventory inventory(Random random) {
        return new Inventory(
                1,
                "0.1.0",
                "a",
                List.of(
                        new InstalledComponent(new ComponentName("rootfs"), "debian", new Version(any(random, WORDS))),
                        new InstalledComponent(new ComponentName("boot"), "uboot", new Version(any(random, WORDS)))),
                random.nextBoolean() ? Map.of("site", any(random, WORDS), "rack", any(random, WORDS)) : Map.of());
    }

    private static DeviceFilter filter(Random random) {
        return new DeviceFilter(
                random.nextInt(3) == 0 ? Optional.of(new DeviceType(any(random, TYPES))) : Optional.empty(),
                random.nextInt(3) == 0
                        ? random.ints(10, 0, 60)
                                .mapToObj(n -> new DeviceId("d" + n))
                                .collect(Collectors.toSet())
                        : Set.of(),
                random.nextInt(3) == 0
                        ? Optional.of(new DeviceFilter.Installed(
                                random.nextBoolean() ? Optional.of(new ComponentName("rootfs")) : Optional.empty(),
                                new Version(any(random, WORDS))))
                        : Optional.empty(),
                random.nextInt(3) == 0 ? Map.of("site", any(random, WORDS)) : Map.of());
    }

    private static Release release(Tenant tenant, Set<String> types) {
        return new Release(
                tenant,
                new ReleaseId(UUID.randomUUID()),
                "debian",
                new Version("2"),
                types.stream().map(DeviceType::new).collect(Collectors.toSet()),
                List.of(new ReleaseComponent(
                        new ComponentName("rootfs"),
                        "debian/2/rootfs",
                        new Sha256("a".repeat(64)),
                        1,
                        Optional.empty())),
                NOON,
                Optional.empty());
    }

    private static String any(Random random, List<String> words) {
        return words.get(random.nextInt(words.size()));
    }

    private static <T> T run(Supplier<CompletionStage<T>> call) throws Throwable {
        return VertxContextSupport.subscribeAndAwait(() -> Uni.createFrom().completionStage(call));
    }
}
