package io.slipway.standalone.platform;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.slipway.standalone.StandaloneException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PlatformLockTest {

    @TempDir
    Path directory;

    private DataDirectory data;

    @BeforeEach
    void prepare() {
        data = new DataDirectory(directory);
        data.prepare();
    }

    @Test
    void a_platform_is_found_by_others_only_while_it_holds_its_lock() throws Exception {
        // Given
        RunningPlatform.write(data, new PortPlan(7), List.of(new Running()));

        // When another process holds the lock
        Process holder = holdLockElsewhere();
        var found = RunningPlatform.find(data);
        holder.destroyForcibly().waitFor();

        // Then
        assertThat(found).hasValueSatisfying(platform -> {
            assertThat(platform.ports()).isEqualTo(new PortPlan(7));
            assertThat(platform.components())
                    .containsExactly(new RunningPlatform.Entry(
                            "kafka", ProcessHandle.current().pid(), "127.0.0.1:9099"));
            assertThat(platform.components().getFirst().isAlive()).isTrue();
        });
        assertThat(RunningPlatform.find(data)).isEmpty();
    }

    @Test
    void a_platform_that_starts_has_no_components_yet() throws Exception {
        RunningPlatform.write(data, new PortPlan(7), List.of());

        Process holder = holdLockElsewhere();
        var found = RunningPlatform.find(data);
        holder.destroyForcibly().waitFor();

        assertThat(found).hasValueSatisfying(platform -> assertThat(platform.isStarting())
                .isTrue());
    }

    @Test
    void a_description_of_a_process_that_is_gone_is_never_believed() throws Exception {
        // Given a description with the id of a process that began at another time
        RunningPlatform.write(data, new PortPlan(7), List.of());
        Path file = directory.resolve("run/platform.properties");
        Files.writeString(
                file, Files.readString(file).replaceAll("started=.*", "started=1970-01-01T00\\\\:00\\\\:00Z"));

        // When
        Process holder = holdLockElsewhere();
        var found = RunningPlatform.find(data);
        holder.destroyForcibly().waitFor();

        // Then
        assertThat(found).isEmpty();
    }

    @Test
    void a_second_platform_is_refused() throws Exception {
        Process holder = holdLockElsewhere();

        assertThatThrownBy(() -> PlatformLock.take(data))
                .isInstanceOf(StandaloneException.class)
                .hasMessage("Slipway is already running on " + data.root()
                        + "; ./slipway status shows it, ./slipway down stops it, --data chooses another directory.");
        holder.destroyForcibly().waitFor();
    }

    /** The other process of the test. */
    static final class Holder {
        public static void main(String[] arguments) throws InterruptedException {
            PlatformLock lock = PlatformLock.take(new DataDirectory(Path.of(arguments[0])));
            System.out.println("held by " + lock);
            Thread.currentThread().join();
        }
    }

    private Process holdLockElsewhere() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.inputReader().readLine()).startsWith("held");
        return process;
    }

    private static final class Running implements Component {

        @Override
        public String name() {
            return "kafka";
        }

        @Override
        public String address() {
            return "127.0.0.1:9099";
        }

        @Override
        public long pid() {
            return ProcessHandle.current().pid();
        }

        @Override
        public boolean isAlive() {
            return true;
        }

        @Override
        public void kill() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void restart() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void stop() {
            throw new UnsupportedOperationException();
        }
    }
}
