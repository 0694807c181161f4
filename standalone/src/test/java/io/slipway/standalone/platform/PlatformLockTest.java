package io.slipway.standalone.platform;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

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
