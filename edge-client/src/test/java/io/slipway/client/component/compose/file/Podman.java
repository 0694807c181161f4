package io.slipway.client.component.compose.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.slipway.client.component.ComponentSettings.How.Compose;
import io.slipway.client.component.ComponentSettings.How.Engine;

/** Podman with a storage of its own. Needs root and Debian's packages podman, podman-compose, runc and busybox-static. */
final class Podman implements AutoCloseable {

    private final Path directory;

    /** As little as possible is asked of the system: no systemd, no overlay file system, no limits beyond those that we have. */
    Podman(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
        for (String program : List.of("podman", "podman-compose", "runc")) {
            require(program, program);
        }
        Files.writeString(directory.resolve("containers.conf"), """
                [containers]
                seccomp_profile = "unconfined"
                log_driver = "k8s-file"
                default_ulimits = ["nofile=1024:1024", "nproc=1024:1024"]
                [engine]
                runtime = "runc"
                cgroup_manager = "cgroupfs"
                events_logger = "file"
                [network]
                network_config_dir = "%s/net"
                """.formatted(directory));
        Files.writeString(directory.resolve("storage.conf"), """
                [storage]
                driver = "vfs"
                runroot = "%1$s/run"
                graphroot = "%1$s/graph"
                """.formatted(directory));
    }

    Compose settings(Duration deadline) {
        return new Compose(Engine.PODMAN, command("podman"), command("podman-compose"), deadline);
    }

    /** Makes an image of busybox and a file, saves it as an OCI archive, and returns {@code name@sha256:…}. */
    String image(String version, Path archive) throws IOException, InterruptedException {
        Path busybox = Path.of("/bin/busybox");
        if (!Files.exists(busybox)) {
            throw new AssertionError("This test needs Debian's package busybox-static");
        }
        Path files = Files.createDirectories(directory.resolve("files-" + version + "/bin"));
        Files.copy(busybox, files.resolve("busybox"));
        for (String link : List.of("sh", "sleep", "true", "false")) {
            Files.createSymbolicLink(files.resolve(link), Path.of("busybox"));
        }
        Files.writeString(files.resolve("version"), version);
        Path tar = directory.resolve("files-" + version + ".tar");
        run(List.of("tar", "-C", files.getParent().toString(), "-cf", tar.toString(), "."));
        String name = "localhost/web:" + version;
        podman("import", tar.toString(), name);
        podman("save", "--format", "oci-archive", "-o", archive.toString(), name);
        podman("rmi", name);
        String index = run(List.of("tar", "-xOf", archive.toString(), "index.json"));
        Matcher digest = Pattern.compile("\"digest\":\"(sha256:[0-9a-f]{64})\"").matcher(index);
        if (!digest.find()) {
            throw new AssertionError("no digest in " + index);
        }
        return "localhost/web@" + digest.group(1);
    }

    String podman(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(command("podman"));
        command.addAll(List.of(arguments));
        return run(command);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        podman("rm", "--all", "--force", "--time", "0");
        podman("network", "prune", "--force");
    }

    private List<String> command(String program) {
        return List.of(
                "env",
                "CONTAINERS_CONF=" + directory.resolve("containers.conf"),
                "CONTAINERS_STORAGE_CONF=" + directory.resolve("storage.conf"),
                program);
    }

    private static void require(String program, String debianPackage) {
        boolean found = List.of("/usr/bin", "/usr/sbin", "/bin", "/sbin", "/usr/local/bin").stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
        if (!found) {
            throw new AssertionError("This test needs Debian's package " + debianPackage);
        }
    }

    private String run(List<String> command) throws IOException, InterruptedException {
        Path printed = directory.resolve("printed");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
        boolean ended = process.waitFor(2, TimeUnit.MINUTES);
        process.destroyForcibly();
        String text = new String(Files.readAllBytes(printed), StandardCharsets.UTF_8).strip();
        if (!ended || process.exitValue() != 0) {
            throw new AssertionError(command + (ended ? " failed: " : " does not end: ") + text);
        }
        return text;
    }
}
