package io.slipway.client.bootloader.systemdboot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import io.slipway.client.bootloader.BootFiles;

/** EFI variables that change as a whole: each in a sector of its own, zeros where there is none. */
final class SectorVariables implements EfiVariables {

    private static final int SECTOR = 512;

    private final BootFiles files;
    private final Path directory;

    SectorVariables(BootFiles files, Path directory) {
        this.files = files;
        this.directory = directory;
    }

    static SectorVariables manufacture(BootFiles files, Path directory) throws IOException {
        for (String name : List.of(ONE_SHOT, DEFAULT, SELECTED)) {
            files.create(directory.resolve(name), new byte[SECTOR]);
        }
        return new SectorVariables(files, directory);
    }

    @Override
    public Optional<String> get(String name) throws IOException {
        String text = new String(files.read(directory.resolve(name), 0, SECTOR), StandardCharsets.UTF_8);
        return Optional.of(text.replace("\0", "")).filter(value -> !value.isEmpty());
    }

    @Override
    public void set(String name, String text) throws IOException {
        files.overwrite(directory.resolve(name), 0, Arrays.copyOf(text.getBytes(StandardCharsets.UTF_8), SECTOR));
    }

    void delete(String name) throws IOException {
        files.overwrite(directory.resolve(name), 0, new byte[SECTOR]);
    }
}
