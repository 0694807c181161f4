package io.slipway.standalone.board;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
import io.slipway.standalone.operator.BundleResult;
import io.slipway.standalone.operator.CreateBundle;
import io.slipway.standalone.operator.file.BundleFolder;
import io.slipway.standalone.operator.file.BundleResults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The real client in a process of its own on a virtual board that has no server, with a stick that {@code ./slipway bundle create} made. */
class LocalMediaBoardTest {

    private static final int IMAGE_BYTES = 24 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @TempDir
    Path directory;

    private final List<BoardEvent> events = new CopyOnWriteArrayList<>();
    private BoardDirectory board;
    private Path stick;

    @BeforeEach
    void manufacture() throws IOException {
        Path old = Files.write(directory.resolve("1.img"), image(1, 1 << 20));
        Path next = Files.write(directory.resolve("2.img"), image(2, IMAGE_BYTES));
        stick = directory.resolve("stick");
        board = BoardDirectory.manufacture(directory.resolve("board-1"), old);
        try (TestPlatform platform = new TestPlatform(next, directory.resolve("2.payload"))) {
            new CreateBundle(new BundleFolder(platform.mirror(directory.resolve("mirror"))), Clock.systemUTC(), _ -> {})
                    .create(
                            new CreateBundle.Wish("debian", "2", "virtual-board", List.of()),
                            new BundleFolder(stick),
                            Optional.of(platform.root()));
            Files.write(board.data().resolve("root.json"), platform.root());
            KnownImages known = new KnownImages(board.knownImages());
            known.add(KnownImages.sha256(old), "debian 1");
            known.add(platform.imageSha256(), "debian 2");
        }
    }

    @AfterEach
    void nothing_hangs() {
        assertThat(events).extracting(BoardEvent::kind).doesNotContain(Kind.DEAD, Kind.HANG);
    }

    @Test
    void brings_a_board_without_a_server_to_the_release_on_the_stick() throws Exception {
        // Given
        configure("");

        // When
        runUntilResult(PowerCuts.none());

        // Then
        assertThat(events).extracting(BoardEvent::kind).startsWith(Kind.BOOT, Kind.REBOOT, Kind.BOOT);
        assertNewReleaseStays();
    }

    @Test
    void falls_back_and_writes_the_reason_to_the_stick() throws Exception {
        // Given
        configure("health.checks=release\nhealth.release.command=test \"$SLIPWAY_RELEASE_VERSION\" != 2");

        // When
        runUntilResult(PowerCuts.none());

        // Then
        assertThat(boot()).isEqualTo(new Settled(SlotName.A));
        assertThat(results()).singleElement().satisfies(result -> {
            assertThat(result.result()).isEqualTo("rolled-back");
            assertThat(result.reason()).startsWith("health-check-failed: ");
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void ends_with_the_whole_new_image_however_often_the_power_fails(long seed) throws Exception {
        // Given
        configure("");

        // When
        runUntilResult(new PowerCuts(8, Duration.ofMillis(1500), seed));

        // Then
        assertThat(events).extracting(BoardEvent::kind).contains(Kind.POWER_CUT);
        assertNewReleaseStays();
    }

    private void assertNewReleaseStays() throws Exception {
        assertThat(boot()).isEqualTo(new Settled(SlotName.B));
        assertThat(board.slot(SlotName.B)).hasBinaryContent(Files.readAllBytes(directory.resolve("2.img")));
        assertThat(results()).extracting(BundleResult::result).containsOnly("succeeded");
    }

    private BootState boot() throws Exception {
        return UbootEnvironment.in(new ForcedBootFiles(), board.bootEnvironment())
                .read();
    }

    private List<BundleResult> results() throws IOException {
        return BundleResults.read(stick, _ -> {});
    }

    private void configure(String more) throws IOException {
        Files.writeString(board.clientSettings(), """
                device.id=board-1
                device.type=virtual-board
                data=data
                slot.rootfs.a=slot-a.img
                slot.rootfs.b=slot-b.img
                boot.environment=bootenv
                boot.limit=100
                download.checkpoint=1048576
                %s
                """.formatted(more));
    }

    /** As udev does it: the stick is there at every start. */
    private void runUntilResult(PowerCuts cuts) throws InterruptedException {
        ClientProcess client = ClientProcess.onJava(List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"))
                .doing("install-bundle", stick.toString());
        VirtualBoard virtual = new VirtualBoard(board, client, cuts, events::add);
        Thread thread = Thread.ofPlatform().start(virtual);
        try {
            await().atMost(PATIENCE).until(() -> Files.exists(stick.resolve("results/board-1-1.json")));
        } finally {
            virtual.switchOff();
            thread.join();
        }
    }

    private static byte[] image(long seed, int length) {
        byte[] image = new byte[length];
        RandomGeneratorFactory.of("L64X128MixRandom").create(seed).nextBytes(image);
        return image;
    }
}
