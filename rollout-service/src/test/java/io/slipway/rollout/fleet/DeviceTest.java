package io.slipway.rollout.fleet;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class DeviceTest {

    private static final DeviceKey KEY = new DeviceKey(Tenant.DEFAULT, new DeviceId("board-1"));
    private static final DeviceType BOARD = new DeviceType("virtual-board");
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @Test
    void a_status_before_the_enrolment_makes_an_unconfirmed_device_that_no_rollout_selects() {
        Device device = Device.firstSeenIn(status(1, "1")).orElseThrow();

        assertThat(device.membership()).isEqualTo(new Membership.Unconfirmed());
        assertThat(DeviceFilter.ALL.selects(device)).isFalse();
    }

    @Test
    void the_enrolment_confirms_it_and_decides_the_type() {
        // Given
        Device device = Device.firstSeenIn(status(1, "1")).orElseThrow();

        // When
        Device enrolled = updated(device.learn(new DeviceFact.Enrolled(KEY, new DeviceType("real-board"), NOON)));

        // Then
        assertThat(enrolled.type()).isEqualTo(new DeviceType("real-board"));
        assertThat(updated(enrolled.learn(status(2, "1"))).type()).isEqualTo(new DeviceType("real-board"));
        assertThat(DeviceFilter.ALL.selects(enrolled)).isTrue();
    }

    @Test
    void an_older_status_is_ignored() {
        // Given
        Device device = Device.firstSeenIn(status(5, "2")).orElseThrow();

        // When
        Device.Change change = device.learn(status(4, "1"));

        // Then
        assertThat(change).isInstanceOf(Device.Change.Ignored.class);
    }

    @Test
    void after_another_enrolment_the_device_may_count_from_the_start() {
        // Given
        Device device = enrolledAt(NOON);
        Device reported = updated(device.learn(status(500, "2")));

        // When
        Device again = updated(reported.learn(new DeviceFact.Enrolled(KEY, BOARD, NOON.plusSeconds(60))));

        // Then
        assertThat(again.learn(status(1, "1"))).isInstanceOf(Device.Change.Updated.class);
    }

    @Test
    void a_revocation_ends_the_membership_and_a_repeated_or_older_enrolment_does_not_bring_it_back() {
        // Given
        Device revoked = updated(enrolledAt(NOON).learn(new DeviceFact.Revoked(KEY, "stolen", NOON.plusSeconds(1))));

        // When
        Device.Change repeated = revoked.learn(new DeviceFact.Enrolled(KEY, BOARD, NOON));

        // Then
        assertThat(repeated).isInstanceOf(Device.Change.Ignored.class);
        assertThat(DeviceFilter.ALL.selects(revoked)).isFalse();
    }

    @Test
    void a_later_enrolment_brings_a_revoked_device_back() {
        // Given
        Device revoked = updated(enrolledAt(NOON).learn(new DeviceFact.Revoked(KEY, "stolen", NOON.plusSeconds(1))));

        // When
        Device back = updated(revoked.learn(new DeviceFact.Enrolled(KEY, BOARD, NOON.plusSeconds(2))));

        // Then
        assertThat(DeviceFilter.ALL.selects(back)).isTrue();
    }

    @Test
    void a_filter_wants_every_criterion() {
        // Given
        Device device = updated(enrolledAt(NOON).learn(status(1, "1")));

        // Then
        assertThat(filter(Optional.of(BOARD), Set.of("board-1"), "1", Map.of("site", "north"))
                        .selects(device))
                .isTrue();
        assertThat(filter(Optional.of(new DeviceType("other")), Set.of(), "1", Map.of())
                        .selects(device))
                .isFalse();
        assertThat(filter(Optional.empty(), Set.of("board-2"), "1", Map.of()).selects(device))
                .isFalse();
        assertThat(filter(Optional.empty(), Set.of(), "2", Map.of()).selects(device))
                .isFalse();
        assertThat(filter(Optional.empty(), Set.of(), "1", Map.of("site", "south"))
                        .selects(device))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", "a/b", "a b", "ä"})
    void refuses_what_is_no_device_id(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DeviceId(text))
                .withMessageContaining("deviceId");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Default", "a_b", "-a", "123456789012345678901234567890123"})
    void refuses_what_is_no_tenant(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Tenant(text)).withMessageContaining("tenant");
    }

    private static DeviceFilter filter(
            Optional<DeviceType> type, Set<String> ids, String version, Map<String, String> attributes) {
        return new DeviceFilter(
                type,
                Set.copyOf(ids.stream().map(DeviceId::new).toList()),
                Optional.of(new DeviceFilter.Installed(Optional.of(new ComponentName("rootfs")), new Version(version))),
                attributes);
    }

    private static Device enrolledAt(Instant at) {
        return Device.firstSeenIn(new DeviceFact.Enrolled(KEY, BOARD, at)).orElseThrow();
    }

    private static DeviceFact.StatusReported status(long sequence, String version) {
        return new DeviceFact.StatusReported(
                KEY,
                BOARD,
                new Inventory(
                        sequence,
                        "0.1.0",
                        "a",
                        List.of(new InstalledComponent(new ComponentName("rootfs"), "debian", new Version(version))),
                        Map.of("site", "north")),
                NOON.plusSeconds(sequence));
    }

    private static Device updated(Device.Change change) {
        assertThat(change).isInstanceOf(Device.Change.Updated.class);
        return ((Device.Change.Updated) change).device();
    }
}
