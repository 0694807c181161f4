package io.slipway.standalone.board;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGeneratorFactory;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.slipway.client.bootloader.BootState;
import io.slipway.client.bootloader.BootState.Settled;
import io.slipway.client.bootloader.file.ForcedBootFiles;
import io.slipway.client.bootloader.uboot.UbootEnvironment;
import io.slipway.client.slot.SlotName;
import io.slipway.standalone.board.BoardEvent.Kind;
import io.slipway.standalone.board.process.ClientProcess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The real client in a process of its own on a virtual board, against a real HTTPS server. */
class VirtualBoardTest {

    private static final int IMAGE_BYTES = 24 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @TempDir
    Path directory;

    private final List<BoardEvent> events = new CopyOnWriteArrayList<>();
    private TestPlatform platform;
    private BoardDirectory directories;

    @BeforeEach
    void manufacture() throws IOException {
        Path old = Files.write(directory.resolve("1.img"), image(1, 1 << 20));
        Path next = Files.write(directory.resolve("2.img"), image(2, IMAGE_BYTES));
        platform = new TestPlatform(next, directory.resolve("2.payload"));
        directories = BoardDirectory.manufacture(directory.resolve("board-1"), old);
        KnownImages known = new KnownImages(directories.knownImages());
        known.add(KnownImages.sha256(old), "debian 1");
        known.add(platform.imageSha256(), "debian 2");
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    @Test
    void brings_a_board_to_the_new_release() throws Exception {
        // Given
        platform.provision(directories, "");

        // When
        runUntil(PowerCuts.none(), "succeeded");

        // Then
        assertThat(events).extracting(BoardEvent::kind).containsExactly(Kind.BOOT, Kind.REBOOT, Kind.BOOT, Kind.OFF);
        assertNewReleaseStays();
    }

    @Test
    void falls_back_when_the_new_system_fails_its_health_check() throws Exception {
        // Given
        platform.provision(
                directories, "health.checks=release\nhealth.release.command=test \"$SLIPWAY_RELEASE_VERSION\" != 2");

        // When
        runUntil(PowerCuts.none(), "rolled-back");

        // Then
        assertThat(boot()).isEqualTo(new Settled(SlotName.A));
        assertThat(events)
                .extracting(BoardEvent::kind)
                .containsExactly(Kind.BOOT, Kind.REBOOT, Kind.BOOT, Kind.REBOOT, Kind.BOOT, Kind.OFF);
        assertThat(platform.reports()).anyMatch(r -> r.contains("\"code\":\"health-check-failed\""));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void ends_with_the_whole_new_image_however_often_the_power_fails(long seed) throws Exception {
        // Given
        platform.provision(directories, "");

        // When
        runUntil(new PowerCuts(8, Duration.ofMillis(1500), seed), "succeeded");

        // Then
        assertThat(events).extracting(BoardEvent::kind).contains(Kind.POWER_CUT).doesNotContain(Kind.DEAD, Kind.HANG);
        assertNewReleaseStays();
    }

    @Test
    void cuts_the_power_when_the_file_appears() throws Exception {
        // Given
        platform.provision(directories, "health.checks=slow\nhealth.slow.command=sleep 1");
        Files.createFile(directories.powerCut());

        // When
        runUntil(PowerCuts.none(), "succeeded");

        // Then
        assertThat(events).extracting(BoardEvent::kind).startsWith(Kind.BOOT, Kind.POWER_CUT, Kind.BOOT);
        assertThat(directories.powerCut()).doesNotExist();
        assertNewReleaseStays();
    }

    @Test
    void gives_up_on_a_client_that_cannot_start() throws Exception {
        // Given
        Files.writeString(directories.clientSettings(), "nonsense=1\n");
        VirtualBoard board = board(PowerCuts.none());

        // When
        board.run();

        // Then
        assertThat(events.getLast().kind()).isEqualTo(Kind.DEAD);
        assertThat(Files.readString(directories.clientLog())).contains("Setting ");
    }

    private void assertNewReleaseStays() throws Exception {
        assertThat(boot()).isEqualTo(new Settled(SlotName.B));
        assertThat(directories.slot(SlotName.B)).hasBinaryContent(Files.readAllBytes(directory.resolve("2.img")));
        assertThat(directories.slot(SlotName.A)).hasBinaryContent(Files.readAllBytes(directory.resolve("1.img")));
    }

    private void runUntil(PowerCuts cuts, String state) throws InterruptedException {
        VirtualBoard board = board(cuts);
        Thread thread = Thread.ofPlatform().start(board);
        try {
            await().atMost(PATIENCE)
                    .until(() -> platform.reports().stream().anyMatch(r -> r.contains("\"state\":\"" + state + "\"")));
        } finally {
            board.switchOff();
            thread.join();
        }
    }

    private VirtualBoard board(PowerCuts cuts) {
        return new VirtualBoard(directories, client(), cuts, events::add);
    }

    ClientProcess client() {
        return ClientProcess.onJava(List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    }

    private BootState boot() throws Exception {
        return UbootEnvironment.in(new ForcedBootFiles(), directories.bootEnvironment())
                .read();
    }

    private static byte[] image(long seed, int length) {
        byte[] image = new byte[length];
        RandomGeneratorFactory.of("L64X128MixRandom").create(seed).nextBytes(image);
        return image;
    }
}
