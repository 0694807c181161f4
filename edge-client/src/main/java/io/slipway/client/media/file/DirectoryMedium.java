package io.slipway.client.media.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import io.slipway.client.download.DownloadRefusedException;
import io.slipway.client.journal.file.Durability;
import io.slipway.client.media.Bundle;
import io.slipway.client.media.MediaRefusedException;
import io.slipway.client.media.Medium;
import io.slipway.client.media.json.JsonBundle;
import io.slipway.metadata.target.Content;
import io.slipway.metadata.trust.MetadataFetcher;
import io.slipway.payload.apply.PayloadSource;

/**
 * A bundle in a directory: {@code bundle.json}, {@code metadata/}, {@code payloads/} and, written by devices, {@code results/}. The directory itself may be reached through links,
 * nothing below it. Keeps no file open between calls, so the medium may be pulled out and come back at the same place.
 */
public final class DirectoryMedium implements Medium {

    private static final String CONTENTS = "bundle.json";
    private static final int MAX_RESULTS = 9999;

    private final Path root;
    private final MediumFiles files;
    private final Patience patience;

    /** @param limit how long the device may take for one file of metadata, or to open a payload */
    public DirectoryMedium(Path root, Duration limit) {
        this.root = root;
        this.files = new MediumFiles(root);
        this.patience = new Patience(limit);
    }

    @Override
    public Bundle bundle() throws IOException {
        return patience.await(root.toString(), this::readBundle);
    }

    private Bundle readBundle() throws IOException {
        if (!Files.isDirectory(root)) {
            throw new MediaRefusedException("There is no directory " + root);
        }
        try {
            Bundle bundle = JsonBundle.read(files.read(CONTENTS, JsonBundle.MAX_BYTES));
            files.requireRegularFiles("metadata");
            files.requireRegularFiles("payloads");
            for (Bundle.File file : bundle.files()) {
                long length = files.length(file.path());
                if (length != file.length()) {
                    throw new MediaRefusedException("%s on the medium has %d bytes, the bundle says %d"
                            .formatted(file.path(), length, file.length()));
                }
            }
            return bundle;
        } catch (NoSuchFileException e) {
            throw new MediaRefusedException(
                    "The bundle in " + root + " is not complete: " + e.getFile() + " is missing");
        }
    }

    @Override
    public MetadataFetcher metadata() {
        return (name, maxLength) -> patience.await(name, () -> readMetadata(name, maxLength));
    }

    private Optional<InputStream> readMetadata(String name, long maxLength) throws IOException {
        String path = new Bundle.File("metadata/" + name, 1).path();
        try {
            return Optional.of(new ByteArrayInputStream(files.read(path, Math.toIntExact(maxLength))));
        } catch (NoSuchFileException e) {
            requirePresence(e);
            return Optional.empty();
        }
    }

    @Override
    public PayloadSource payload(Content payload) {
        return offset -> patience.await("payload " + payload.sha256(), () -> openPayload(payload, offset));
    }

    private InputStream openPayload(Content payload, long offset) throws IOException {
        String path = new Bundle.File("payloads/" + payload.sha256(), payload.length()).path();
        try {
            FileChannel channel = files.open(path);
            long length = channel.size();
            if (length != payload.length()) {
                channel.close();
                throw new DownloadRefusedException("The payload on the medium has %d bytes, signed metadata says %d"
                        .formatted(length, payload.length()));
            }
            return Channels.newInputStream(channel.position(offset));
        } catch (MediaRefusedException e) {
            throw new DownloadRefusedException(String.valueOf(e.getMessage()));
        } catch (NoSuchFileException e) {
            requirePresence(e);
            throw new DownloadRefusedException("The bundle has no payload " + payload.sha256());
        }
    }

    /** A file that is missing means something only while the medium is there. */
    private void requirePresence(NoSuchFileException missing) throws IOException {
        try {
            files.length(CONTENTS);
        } catch (NoSuchFileException e) {
            e.addSuppressed(missing);
            throw new IOException("The medium is gone from " + root, e);
        }
    }

    @Override
    public void write(String deviceId, byte[] result) throws IOException {
        patience.await("results", () -> writeResult(deviceId, result));
    }

    private Path writeResult(String deviceId, byte[] result) throws IOException {
        Path results = files.directory("results");
        for (int number = 1; number <= MAX_RESULTS; number++) {
            Path file = results.resolve(deviceId + "-" + number + ".json");
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                Durability.replace(file, result);
                return file;
            }
        }
        throw new IOException("The medium holds " + MAX_RESULTS + " results of this device");
    }
}
