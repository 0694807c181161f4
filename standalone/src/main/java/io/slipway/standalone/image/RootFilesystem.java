package io.slipway.standalone.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.slipway.standalone.FileTree;
import io.slipway.standalone.StandaloneException;

/** Unpacks packages into a folder and makes an ext4 image of it, without mounting anything and without root privileges. */
final class RootFilesystem {

    /** Folders that Debian 12 keeps below {@code /usr} (usrmerge). */
    private static final List<String> MERGED = List.of("bin", "sbin", "lib", "lib64");

    /** What a device has no use for. */
    private static final List<String> LEFT_OUT =
            List.of("usr/share/doc", "usr/share/man", "usr/share/locale", "usr/share/info");

    private static final String UNPACK =
            "dpkg-deb --fsys-tarfile \"$1\" | tar --extract --keep-directory-symlink --directory \"$2\"";

    private static final int BLOCK = 4096;
    private static final long SPARE = 24L << 20;
    private static final long GRAIN = 4L << 20;
    private static final String FILESYSTEM_ID = "5c1b6f4e-2d1a-4d0c-9b3f-000000000001";
    private static final String HASH_SEED = "5c1b6f4e-2d1a-4d0c-9b3f-000000000002";

    /** The date that the filesystem says it was made, so that two runs over the same packages differ as little as possible. */
    private static final String DATE = "1767225600";

    private final Toolbox toolbox;
    private final Path directory;

    RootFilesystem(Toolbox toolbox, Path directory) {
        this.toolbox = toolbox;
        this.directory = directory;
    }

    /** Makes the image, which appears complete or not at all. */
    void make(List<Path> packages, String version, Path image) throws IOException {
        Path root = directory.resolve("root");
        FileTree.remove(root);
        Path unfinished = image.resolveSibling(image.getFileName() + ".unfinished");
        Files.deleteIfExists(unfinished);
        try {
            unpack(packages, root);
            finish(root, version);
            writeExt4(root, unfinished);
            Files.move(unfinished, image, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            FileTree.remove(root);
            Files.deleteIfExists(unfinished);
        }
    }

    private void unpack(List<Path> packages, Path root) throws IOException {
        for (String folder : MERGED) {
            Files.createDirectories(root.resolve("usr").resolve(folder));
            Files.createSymbolicLink(root.resolve(folder), Path.of("usr", folder));
        }
        for (Path file : packages) {
            toolbox.shell().run(directory, List.of("-c", UNPACK, "sh", file.toString(), root.toString()));
        }
    }

    private static void finish(Path root, String version) throws IOException {
        for (String folder : LEFT_OUT) {
            FileTree.remove(root.resolve(folder));
        }
        for (String file : List.of("passwd", "group")) {
            Files.copy(
                    root.resolve("usr/share/base-passwd").resolve(file + ".master"),
                    root.resolve("etc").resolve(file),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        Files.writeString(root.resolve("etc/slipway-release"), "debian " + version + "\n");
        boolean kernel;
        try (Stream<Path> files = Files.list(root.resolve("boot"))) {
            kernel = files.anyMatch(file -> file.getFileName().toString().startsWith("vmlinuz-"));
        }
        if (!kernel) {
            throw new StandaloneException(
                    "The Debian packages hold no kernel; use images of your own: --from OLD.img --to NEW.img.");
        }
    }

    private void writeExt4(Path root, Path image) throws IOException {
        List<String> command = new ArrayList<>(List.of("-q", "-F", "-t", "ext4", "-b", Integer.toString(BLOCK)));
        command.addAll(List.of("-U", FILESYSTEM_ID, "-L", "rootfs", "-m", "0", "-O", "^has_journal,^resize_inode"));
        command.addAll(List.of("-E", "root_owner=0:0,lazy_itable_init=0,hash_seed=" + HASH_SEED));
        command.addAll(List.of("-d", root.toString(), image.toString(), sizeOf(root) / BLOCK + ""));
        Map<String, String> date = Map.of("E2FSPROGS_FAKE_TIME", DATE, "SOURCE_DATE_EPOCH", DATE, "LC_ALL", "C");
        asRoot(toolbox.mke2fs(), command, date);
    }

    /** In a user namespace where this user is root, if the system allows it: then the files of the image belong to root. */
    private void asRoot(Tool tool, List<String> arguments, Map<String, String> environment) throws IOException {
        List<String> wrapped =
                new ArrayList<>(List.of("--map-root-user", tool.path().toString()));
        wrapped.addAll(arguments);
        Tool unshare = Tool.find("unshare").orElse(null);
        if (unshare == null || "root".equals(System.getProperty("user.name")) || !isAllowed(unshare)) {
            tool.with(environment).run(directory, arguments);
        } else {
            unshare.with(environment).run(directory, wrapped);
        }
    }

    private boolean isAllowed(Tool unshare) throws IOException {
        try {
            unshare.run(directory, List.of("--map-root-user", "true"));
            return true;
        } catch (StandaloneException refused) {
            return false;
        }
    }

    private static long sizeOf(Path root) throws IOException {
        long content = 0;
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                boolean regular = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
                content += regular ? (Files.size(file) + BLOCK - 1) / BLOCK * BLOCK : BLOCK / 4;
            }
        }
        long inodes = content / 64;
        return (content + inodes + SPARE + GRAIN - 1) / GRAIN * GRAIN;
    }
}
