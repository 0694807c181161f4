package io.slipway.client.provisioning.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;

import io.slipway.client.journal.file.Durability;
import io.slipway.client.provisioning.DeviceKeys;

/** Keeps the key in a PEM file that its owner alone can read. */
public final class FileDeviceKeys implements DeviceKeys {

    private final Path file;

    public FileDeviceKeys(Path file) {
        this.file = file;
    }

    @Override
    public KeyPair key() throws IOException {
        if (!Files.exists(file)) {
            Durability.replace(file, PemFiles.format(PemFiles.newKey()).getBytes(StandardCharsets.US_ASCII));
        }
        return PemFiles.keyPair(file);
    }

    @Override
    public PrivateKey privateKey() throws IOException {
        return PemFiles.privateKey(file);
    }
}
