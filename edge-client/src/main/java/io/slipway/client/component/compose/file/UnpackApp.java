package io.slipway.client.component.compose.file;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.slipway.client.archive.ArchiveRefusedException;
import io.slipway.client.archive.TarEntry;
import io.slipway.client.archive.TarEntry.Kind;
import io.slipway.client.archive.TarReader;
import io.slipway.client.component.HandlerException;
import io.slipway.client.component.compose.ComposeFile;
import io.slipway.client.component.compose.ContainerEngine;
import io.slipway.client.journal.file.Durability;

/**
 * Unpacks the image of an application: a tar archive that begins with {@code compose.yaml}, with files that its containers see, and
 * {@code images/<digest>.tar}, each an OCI archive of the image with that digest. Archives of images go to the engine one after the other and are not kept.
 */
final class UnpackApp {

    private static final Pattern IMAGE = Pattern.compile("images/([0-9a-f]{64})\\.tar");
    private static final int PERMISSIONS = 0777;

    private final ContainerEngine engine;
    private final Path directory;

    /** @param directory where the files go; empty */
    UnpackApp(ContainerEngine engine, Path directory) {
        this.engine = engine;
        this.directory = directory;
    }

    /** The files are on the medium when this returns, and the engine has all images that the compose file names. */
    void unpack(Path image) throws IOException, ArchiveRefusedException, HandlerException, InterruptedException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(image))) {
            TarReader archive = new TarReader(in);
            Optional<TarEntry> next = archive.next();
            if (next.isEmpty()
                    || !next.get().name().equals("compose.yaml")
                    || next.get().kind() != Kind.FILE) {
                throw new HandlerException("the image does not begin with compose.yaml");
            }
            ComposeFile composeFile = AppVersions.read(write(next.get(), archive));
            for (next = archive.next(); next.isPresent(); next = archive.next()) {
                unpack(next.get(), archive, composeFile);
            }
            requireImages(composeFile);
        }
        try (var found = Files.walk(directory)) {
            for (Path path : found.toList()) {
                Durability.forceDirectoryOf(path);
            }
        }
    }

    private void unpack(TarEntry entry, TarReader archive, ComposeFile composeFile)
            throws IOException, HandlerException, InterruptedException {
        Matcher image = IMAGE.matcher(entry.name());
        if (image.matches() && entry.kind() == Kind.FILE) {
            if (!composeFile.digests().contains(image.group(1))) {
                throw new HandlerException("compose.yaml does not name the image in " + entry.name());
            }
            Path file = write(entry, archive);
            engine.load(file);
            Files.delete(file);
            return;
        }
        switch (entry.kind()) {
            case FILE -> write(entry, archive);
            case DIRECTORY -> Files.createDirectories(directory.resolve(entry.name()));
            case SYMLINK ->
                throw new HandlerException("the image has a symbolic link, which is not supported: " + entry.name());
        }
    }

    private Path write(TarEntry entry, TarReader archive) throws IOException {
        Path file = directory.resolve(entry.name());
        Files.createDirectories(directory.resolve(entry.parent()));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            archive.content().transferTo(Channels.newOutputStream(channel));
            Files.setAttribute(file, "unix:mode", entry.mode() & PERMISSIONS);
            channel.force(true);
        }
        return file;
    }

    private void requireImages(ComposeFile composeFile) throws HandlerException, InterruptedException {
        for (String image : composeFile.images().values()) {
            if (engine.imageId(image).isEmpty()) {
                throw new HandlerException("the engine does not have %s; images/%s.tar must be its OCI archive"
                        .formatted(image, ComposeFile.digest(image)));
            }
        }
    }
}
