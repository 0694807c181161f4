package io.slipway.client.provisioning.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

import io.slipway.client.journal.file.Durability;
import io.slipway.client.provisioning.DeviceIdentity;
import io.slipway.client.provisioning.DeviceKeys;
import io.slipway.client.provisioning.Enrolment;
import io.slipway.client.provisioning.EnrolmentRefusedException;
import io.slipway.client.provisioning.IdentityStore;
import io.slipway.client.provisioning.bouncycastle.CertificateSubject;

/** Keeps {@code device.crt} and {@code broker} in one directory; the token lies wherever it was provisioned. */
public final class FileIdentityStore implements IdentityStore {

    private final DeviceKeys keys;
    private final Path certificateFile;
    private final Path brokerFile;
    private final Path tokenFile;

    /** @param keys where the device's key is */
    public FileIdentityStore(Path directory, Path tokenFile, DeviceKeys keys) {
        this.keys = keys;
        this.certificateFile = certificateFile(directory);
        this.brokerFile = directory.resolve("broker");
        this.tokenFile = tokenFile;
    }

    /** The file that is there once the device is enrolled. */
    public static Path certificateFile(Path directory) {
        return directory.resolve("device.crt");
    }

    @Override
    public Optional<DeviceIdentity> identity() throws IOException {
        if (!Files.exists(certificateFile)) {
            return Optional.empty();
        }
        List<X509Certificate> chain = PemFiles.certificates(certificateFile);
        CertificateSubject subject = CertificateSubject.of(chain.getFirst());
        return Optional.of(new DeviceIdentity(subject.tenant(), subject.deviceId(), keys.privateKey(), chain));
    }

    @Override
    public KeyPair key() throws IOException {
        return keys.key();
    }

    @Override
    public Optional<String> token() throws IOException {
        return Files.exists(tokenFile)
                ? Optional.of(PemFiles.read(tokenFile).strip()).filter(token -> !token.isEmpty())
                : Optional.empty();
    }

    @Override
    public void complete(Enrolment enrolment, String deviceId) throws IOException, EnrolmentRefusedException {
        X509Certificate own = PemFiles.certificates(enrolment.certificate(), "the answer to the enrolment")
                .getFirst();
        if (!own.getPublicKey().equals(key().getPublic())) {
            throw new EnrolmentRefusedException("The gateway answered with a certificate for another key");
        }
        String certified = CertificateSubject.of(own).deviceId();
        if (!certified.equals(deviceId)) {
            throw new EnrolmentRefusedException("The gateway answered with a certificate for device " + certified);
        }
        Optional<String> broker = enrolment.broker();
        if (broker.isPresent()) {
            Durability.replace(brokerFile, bytes(broker.get()));
        }
        Durability.replace(certificateFile, bytes(enrolment.certificate()));
        Files.deleteIfExists(tokenFile);
        Durability.forceDirectoryOf(tokenFile);
    }

    @Override
    public Optional<String> broker() throws IOException {
        return Files.exists(brokerFile) ? Optional.of(PemFiles.read(brokerFile)) : Optional.empty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
