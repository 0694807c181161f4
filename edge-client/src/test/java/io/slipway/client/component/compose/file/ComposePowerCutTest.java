package io.slipway.client.component.compose.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.slipway.client.component.HandlerException;
import io.slipway.client.component.StagedComponent;
import io.slipway.client.component.compose.file.SimulatedEngine.PowerCut;
import io.slipway.client.fixture.StagedImages;

import static org.assertj.core.api.Assertions.assertThat;

/** The order of what is done to directories and engine; what a real engine makes of it is in {@link ComposeHandlerTest}. */
class ComposePowerCutTest {

    private static final String ONE = "web@sha256:" + "1".repeat(64);
    private static final String TWO = "web@sha256:" + "2".repeat(64);

    @TempDir
    Path directory;

    private int devices;

    @Test
    void a_loss_of_power_between_any_two_calls_leaves_the_old_or_the_new_application() throws Exception {
        int cuts = 0;
        for (int cut = 0; ; cut++) {
            // Given
            Device forth = new Device();
            boolean cutOff = forth.breakOff(cut);

            // When
            forth.handler.activate(forth.two);
            forth.handler.keep("app");

            // Then
            assertThat(forth.engine.containers).containsOnlyKeys("web").containsValue(TWO);
            assertThat(forth.engine.images).containsOnlyKeys(TWO);
            assertThat(forth.versions.others()).isEmpty();

            // Given
            Device back = new Device();
            back.breakOff(cut);

            // When
            back.handler.undo(back.two);

            // Then
            assertThat(back.engine.containers).containsOnlyKeys("web").containsValue(ONE);
            assertThat(back.engine.images).containsOnlyKeys(ONE);
            assertThat(back.versions.others()).isEmpty();
            cuts++;
            if (!cutOff) {
                break;
            }
        }
        assertThat(cuts).isGreaterThan(5);
    }

    @Test
    void a_loss_of_power_while_taking_back_leaves_the_old_application() throws Exception {
        boolean cutOff = true;
        for (int cut = 0; cutOff; cut++) {
            // Given
            Device device = new Device();
            device.handler.activate(device.two);

            // When
            device.engine.callsUntilCut = cut;
            try {
                device.handler.undo(device.two);
                cutOff = false;
            } catch (PowerCut e) {
                device.engine.callsUntilCut = Integer.MAX_VALUE;
                device.handler.undo(device.two);
            }

            // Then
            assertThat(device.engine.containers).containsOnlyKeys("web").containsValue(ONE);
            assertThat(device.engine.images).containsOnlyKeys(ONE);
        }
    }

    /** A device on which version one of the application runs. */
    private final class Device {

        final SimulatedEngine engine = new SimulatedEngine();
        final AppVersions versions;
        final ComposeHandler handler;
        final StagedComponent two;

        Device() throws IOException, HandlerException, InterruptedException {
            Path data = Files.createDirectory(directory.resolve("device-" + devices++));
            versions = new AppVersions(data.resolve("app"));
            handler = new ComposeHandler(versions, engine, Duration.ofMinutes(1), Duration.ofMillis(1));
            handler.activate(staged(data, ONE, 1));
            handler.keep("app");
            two = staged(data, TWO, 2);
        }

        private static StagedComponent staged(Path data, String image, long deployment) throws IOException {
            Path file = Files.write(data.resolve("next.img"), AppImage.of(image, AppImage.archive(image), ""));
            return StagedImages.staged("app", file, new UUID(0, deployment), "app", "2");
        }

        boolean breakOff(int calls) throws HandlerException, InterruptedException {
            engine.callsUntilCut = calls;
            try {
                handler.activate(two);
                return false;
            } catch (PowerCut e) {
                return true;
            } finally {
                engine.callsUntilCut = Integer.MAX_VALUE;
            }
        }
    }
}
