package io.slipway.client.provisioning.file;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

import io.slipway.client.provisioning.FirstBoot;
import io.slipway.client.provisioning.FirstBootMedium;
import io.slipway.client.provisioning.ProvisioningRefusedException;
import io.slipway.client.provisioning.file.IniFile.Entry;

/**
 * What a new device is told, as an INI file on its boot partition; README.md of edge-client lists its keys. Unknown keys are refused: a misspelt one would otherwise be noticed when
 * the device is out of reach.
 *
 * <p>Secrets are overwritten in place with blanks and forced: the file keeps its length and so its clusters on a FAT, and the old bytes are not left behind in free ones. A loss of
 * power in the middle leaves some of them, and a file that reads as before, so that the next start overwrites the rest. What the controller of a flash memory keeps in blocks that it no longer shows is beyond its reach.
 */
public final class FirstBootFile implements FirstBootMedium {

    private static final String TOKEN = "enrolment.token";
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
    private static final Pattern TOKEN_FORM = Pattern.compile("[!#-\\[\\]-~]{1,4096}");

    private final Path file;

    public FirstBootFile(Path file) {
        this.file = file;
    }

    @Override
    public Optional<FirstBoot> read() throws IOException, ProvisioningRefusedException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Map<String, Entry> known = new TreeMap<>();
        Map<String, String> network = new TreeMap<>();
        for (Entry entry : entries()) {
            switch (entry.name()) {
                case "server.url", "server.ca-file", "device.id", "device.type", TOKEN ->
                    known.put(entry.name(), entry);
                case "enrolment.claim-certificate-file", "enrolment.claim-key-file" ->
                    throw refused(
                            entry,
                            "this version enrols with a token alone; one token may be good for many devices: ./slipway enrol-token --uses");
                default -> {
                    if (!entry.section().equals("network")) {
                        throw refused(entry, entry.name() + " is not known");
                    }
                    network.put(entry.key(), entry.value());
                }
            }
        }
        return Optional.of(new FirstBoot(
                text(known, "device.id", IDENTIFIER, "1 to 64 letters, digits, dots, hyphens and underscores"),
                text(known, "device.type", IDENTIFIER, "1 to 64 letters, digits, dots, hyphens and underscores"),
                server(known),
                authorities(known),
                text(known, TOKEN, TOKEN_FORM, "letters, digits and signs without blanks, quotes and backslashes"),
                network));
    }

    @Override
    public void removeSecrets() throws IOException, ProvisioningRefusedException {
        if (!Files.exists(file)) {
            return;
        }
        for (Entry entry : entries()) {
            if (entry.name().equals(TOKEN) && !entry.value().isBlank()) {
                overwrite(entry);
            }
        }
    }

    private void overwrite(Entry entry) throws IOException {
        byte[] blanks = new byte[entry.bytes()];
        Arrays.fill(blanks, (byte) ' ');
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(blanks);
            while (bytes.hasRemaining()) {
                channel.write(bytes, entry.offset() + (long) bytes.position());
            }
            channel.force(true);
        }
    }

    private List<Entry> entries() throws IOException, ProvisioningRefusedException {
        if (!Files.isRegularFile(file)) {
            throw new ProvisioningRefusedException(file + " is no regular file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return IniFile.read(in.readNBytes(IniFile.MAX_BYTES + 1));
        } catch (ProvisioningRefusedException e) {
            throw new ProvisioningRefusedException(file + ", " + e.getMessage());
        }
    }

    private Optional<String> text(Map<String, Entry> known, String name, Pattern form, String expected)
            throws ProvisioningRefusedException {
        Entry entry = known.get(name);
        if (entry == null || entry.value().isBlank()) {
            return Optional.empty();
        }
        if (!form.matcher(entry.value()).matches()) {
            throw refused(entry, name + ": expected " + expected);
        }
        return Optional.of(entry.value());
    }

    private Optional<URI> server(Map<String, Entry> known) throws ProvisioningRefusedException {
        Entry entry = known.get("server.url");
        if (entry == null || entry.value().isBlank()) {
            return Optional.empty();
        }
        try {
            URI address = new URI(entry.value());
            if ("https".equals(address.getScheme()) && address.getHost() != null && address.getUserInfo() == null) {
                return Optional.of(address);
            }
        } catch (URISyntaxException e) {
            // refused below like every other text that is no address
        }
        throw refused(entry, "server.url: expected an address such as https://gateway:8444");
    }

    /** A file beside this one, by its plain name. */
    private Optional<String> authorities(Map<String, Entry> known) throws IOException, ProvisioningRefusedException {
        Optional<String> name = text(
                known, "server.ca-file", FILE_NAME, "the plain name of a file beside this one, without directories");
        if (name.isEmpty()) {
            return Optional.empty();
        }
        String pem = PemFiles.read(file.resolveSibling(name.get()));
        PemFiles.certificates(pem, name.get());
        return Optional.of(pem);
    }

    private ProvisioningRefusedException refused(Entry entry, String why) {
        return new ProvisioningRefusedException(
                file + ", " + IniFile.refused(entry.line(), why).getMessage());
    }
}
