package io.slipway.standalone.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.slipway.standalone.Reason;
import io.slipway.standalone.StandaloneException;

/**
 * Where a platform keeps everything, {@code .slipway} of the repository unless the person says otherwise.
 *
 * @param root absolute
 */
public record DataDirectory(Path root) {

    /** What a first start needs at least: engines, two images with their payloads, and five devices with two slots each. */
    private static final long SPACE_FOR_A_BEGINNING = 6L << 30;

    /** What a platform needs that has its data. */
    private static final long SPACE_TO_GO_ON = 1L << 30;

    public DataDirectory {
        root = root.toAbsolutePath().normalize();
    }

    /**
     * Makes the directory if it is missing.
     *
     * @throws StandaloneException if it cannot be made or there is too little space
     */
    public void prepare() {
        try {
            Files.createDirectories(root);
            Files.createDirectories(run());
            requireSpace(Files.getFileStore(root).getUsableSpace());
        } catch (IOException e) {
            throw new StandaloneException("The data directory " + root + " cannot be used: " + Reason.of(e) + ".", e);
        }
    }

    /** Checks that this many bytes are enough for what is to come. */
    void requireSpace(long usable) {
        long needed = Files.exists(engine("postgres")) ? SPACE_TO_GO_ON : SPACE_FOR_A_BEGINNING;
        if (usable < needed) {
            throw new StandaloneException("There is too little disk space for " + root + ": " + mebibytes(usable)
                    + " MiB are free, " + mebibytes(needed)
                    + " MiB are needed; make room, or choose another place with --data.");
        }
    }

    /** The log of a component. */
    public Path log(Component component) {
        Path folder = component instanceof EngineComponent ? engine(component.name()) : service(component.name());
        return folder.resolve(component.name() + ".log");
    }

    public Path engine(String name) {
        return root.resolve("engines").resolve(name);
    }

    public Path service(String name) {
        return root.resolve("services").resolve(name);
    }

    public Path pki() {
        return root.resolve("pki");
    }

    /** Password of the user {@code operator}. */
    public Path operatorPassword() {
        return root.resolve("operator-password");
    }

    /** Secret under which artifact-service stores its online keys. */
    public Path onlineKeySecret() {
        return root.resolve("online-key-secret");
    }

    /** Offline keys of the operator, where no other place is given. */
    public Path keys() {
        return root.resolve("keys");
    }

    public Path images() {
        return root.resolve("images");
    }

    /** Virtual devices of the demonstration. */
    public Path devices() {
        return root.resolve("devices");
    }

    /** Stands here while everything else here belongs to a demonstration. */
    public Path demonstrationMark() {
        return root.resolve("demonstration");
    }

    /** Lock and description of what runs. */
    Path run() {
        return root.resolve("run");
    }

    private static long mebibytes(long bytes) {
        return bytes >> 20;
    }
}
