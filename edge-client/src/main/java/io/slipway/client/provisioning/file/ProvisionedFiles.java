package io.slipway.client.provisioning.file;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

import io.slipway.client.journal.file.Durability;
import io.slipway.client.provisioning.FirstBoot;
import io.slipway.client.provisioning.ProvisionedSettings;

/** Keeps what a device was told below its data directory: {@code provisioned-ca.pem}, the token and, last, {@code provisioned.properties}, which is laid over the configuration. */
public final class ProvisionedFiles implements ProvisionedSettings {

    /** Name of the file that is laid over the configuration. */
    public static final String SETTINGS = "provisioned.properties";

    private final Path data;
    private final Path token;

    /**
     * @param data an existing directory
     * @param token where the enrolment looks for its token
     */
    public ProvisionedFiles(Path data, Path token) {
        this.data = data.toAbsolutePath();
        this.token = token;
    }

    @Override
    public void save(FirstBoot firstBoot) throws IOException {
        Properties settings = new Properties();
        firstBoot.deviceId().ifPresent(id -> settings.setProperty("device.id", id));
        firstBoot.deviceType().ifPresent(type -> settings.setProperty("device.type", type));
        firstBoot.server().ifPresent(url -> settings.setProperty("server.url", url.toString()));
        if (firstBoot.authorities().isPresent()) {
            Path authorities = data.resolve("provisioned-ca.pem");
            Durability.replace(authorities, firstBoot.authorities().get().getBytes(StandardCharsets.US_ASCII));
            settings.setProperty("server.ca", authorities.toString());
        }
        if (firstBoot.token().isPresent()) {
            Durability.replace(token, firstBoot.token().get().getBytes(StandardCharsets.US_ASCII));
        }
        StringWriter text = new StringWriter();
        settings.store(text, "From the boot partition; laid over the configuration.");
        Durability.replace(data.resolve(SETTINGS), text.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void removeToken() throws IOException {
        if (Files.deleteIfExists(token)) {
            Durability.forceDirectoryOf(token);
        }
    }
}
