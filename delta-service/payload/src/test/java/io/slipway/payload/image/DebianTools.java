package io.slipway.payload.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs the tools that make and judge the images of tests. A missing tool fails the test and says which Debian package has it. */
public final class DebianTools {

    /** Debian's package of each tool that tests use. */
    private static final Map<String, String> PACKAGES = Map.ofEntries(
            Map.entry("mke2fs", "e2fsprogs"),
            Map.entry("debugfs", "e2fsprogs"),
            Map.entry("dumpe2fs", "e2fsprogs"),
            Map.entry("e2fsck", "e2fsprogs"),
            Map.entry("mkfs.vfat", "dosfstools"),
            Map.entry("fsck.vfat", "dosfstools"),
            Map.entry("mcopy", "mtools"),
            Map.entry("mshowfat", "mtools"),
            Map.entry("mksquashfs", "squashfs-tools"),
            Map.entry("unsquashfs", "squashfs-tools"),
            Map.entry("mkfs.erofs", "erofs-utils"),
            Map.entry("fsck.erofs", "erofs-utils"),
            Map.entry("dump.erofs", "erofs-utils"),
            Map.entry("setfattr", "attr"),
            Map.entry("tar", "tar"),
            Map.entry("cpio", "cpio"),
            Map.entry("zstd", "zstd"),
            Map.entry("lz4", "lz4"),
            Map.entry("gzip", "gzip"),
            Map.entry("sfdisk", "fdisk"),
            Map.entry("sh", "dash"));

    private static final List<String> FOLDERS = List.of("/usr/local/sbin", "/usr/sbin", "/sbin");

    private DebianTools() {}

    /**
     * Runs a tool in a folder and returns what it printed, errors included, as UTF-8. Its clock stands still where it allows that.
     *
     * @throws AssertionError if the tool is missing, fails or takes longer than two minutes
     */
    public static String run(Path folder, String tool, String... arguments) {
        List<String> command = new ArrayList<>(List.of(find(tool)));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "LC_ALL", "C.UTF-8",
                        "TZ", "UTC",
                        "E2FSPROGS_FAKE_TIME", "1700000000",
                        "SOURCE_DATE_EPOCH", "1700000000",
                        "DEBUGFS_PAGER", "cat",
                        "MTOOLS_SKIP_CHECK", "1"));
        try {
            Path printed = Files.createTempFile("tool", ".txt");
            try {
                Process process = builder.redirectOutput(printed.toFile())
                        .redirectInput(ProcessBuilder.Redirect.from(
                                Path.of("/dev/null").toFile()))
                        .start();
                boolean ended = process.waitFor(2, TimeUnit.MINUTES);
                process.destroyForcibly();
                String text = new String(Files.readAllBytes(printed), StandardCharsets.UTF_8);
                if (!ended || process.exitValue() != 0) {
                    throw new AssertionError(
                            command + (ended ? " failed with " + process.exitValue() : " does not end") + ":\n" + text);
                }
                return text;
            } finally {
                Files.delete(printed);
            }
        } catch (IOException e) {
            throw new AssertionError(command + " cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(command + " was interrupted", e);
        }
    }

    private static String find(String tool) {
        String debianPackage = PACKAGES.get(tool);
        if (debianPackage == null) {
            throw new AssertionError("say in DebianTools which Debian package has " + tool);
        }
        return Stream.concat(Stream.of(System.getenv("PATH").split(":")), FOLDERS.stream())
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Path::toString)
                .orElseThrow(
                        () -> new AssertionError("this test needs " + tool + ": apt-get install " + debianPackage));
    }
}
