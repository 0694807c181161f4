package io.slipway.standalone.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.slipway.standalone.StandaloneException;

/**
 * Makes the two images of the demonstration and keeps them: Debian 12 as released, and the same with all updates of today.
 *
 * <p>An image is made once; what it is made of stands beside it in a {@code .packages} file.
 */
public final class DebianImages {

    private static final Path OS_RELEASE = Path.of("/etc/os-release");

    private final Path directory;
    private final Consumer<String> progress;

    /**
     * @param directory of images and packages
     * @param progress gets a line of text before each step that takes time
     */
    public DebianImages(Path directory, Consumer<String> progress) {
        this.directory = directory.toAbsolutePath();
        this.progress = progress;
    }

    /** Two images, the second of which updates the first. */
    public record Images(Path from, Path to) {}

    /**
     * Finds or makes both images.
     *
     * @throws StandaloneException if this machine cannot make them; the message says how to bring images of one's own
     */
    public Images ensure() throws IOException {
        Images images = new Images(directory.resolve("debian-1.img"), directory.resolve("debian-2.img"));
        if (!Files.exists(images.from()) || !Files.exists(images.to())) {
            make(images);
        }
        return images;
    }

    private void make(Images images) throws IOException {
        Toolbox toolbox = Toolbox.find(Tool::find);
        Files.createDirectories(directory);
        Packages packages = new Packages(toolbox.apt(), directory, mirror(toolbox));
        progress.accept("fetching Debian packages, to be kept for the next time");
        List<Path> released = packages.fetch(Edition.RELEASED);
        List<Path> updated = packages.fetch(Edition.UPDATED);
        if (released.equals(updated)) {
            throw new StandaloneException(
                    "Debian has no updates since its last release today, so the two images would be the same; "
                            + "use images of your own: --from OLD.img --to NEW.img.");
        }
        RootFilesystem rootFilesystem = new RootFilesystem(toolbox, directory);
        progress.accept("making image 1 of " + released.size() + " packages");
        rootFilesystem.make(released, "1", images.from());
        long changed = updated.stream().filter(file -> !released.contains(file)).count();
        progress.accept("making image 2, in which " + changed + " packages are newer");
        rootFilesystem.make(updated, "2", images.to());
        writeList(released, images.from());
        writeList(updated, images.to());
    }

    private DebianMirror mirror(Toolbox toolbox) throws IOException {
        String named = System.getenv("SLIPWAY_DEBIAN_MIRROR");
        if (named != null) {
            return DebianMirror.at(named);
        }
        String osRelease = Files.exists(OS_RELEASE) ? Files.readString(OS_RELEASE) : "";
        return DebianMirror.of(toolbox.apt(), directory, osRelease);
    }

    private static void writeList(List<Path> packages, Path image) throws IOException {
        try (Stream<String> names = packages.stream().map(file -> String.valueOf(file.getFileName()))) {
            Files.writeString(
                    image.resolveSibling(image.getFileName() + ".packages"),
                    names.collect(Collectors.joining("\n", "", "\n")));
        }
    }
}
