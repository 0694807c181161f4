package io.slipway.device.identity.bouncycastle;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

import io.slipway.device.identity.CertificateAuthority;
import io.slipway.device.identity.CertificateRequest;
import io.slipway.device.identity.CertificateRequestException;
import io.slipway.device.identity.DeviceName;
import io.slipway.device.identity.IssuedCertificate;
import io.slipway.device.identity.Tenant;

/**
 * The authorities in one directory: {@code <tenant>.crt}, a PEM chain with the signing certificate first, and {@code <tenant>.key}, its private key as
 * unencrypted PKCS#8 PEM. Read once, when the service starts.
 */
public final class FileCertificateAuthority implements CertificateAuthority {

    private final Map<Tenant, TenantAuthority> authorities;

    /**
     * Reads every authority in {@code directory}.
     *
     * @param certificateLife how long a device certificate is valid
     * @throws IllegalStateException if the directory has no authority, or one of them is unusable; the message names the file
     */
    public FileCertificateAuthority(Path directory, Duration certificateLife, Clock clock) {
        Map<Tenant, TenantAuthority> found = new TreeMap<>((a, b) -> a.name().compareTo(b.name()));
        try (DirectoryStream<Path> certificates = Files.newDirectoryStream(directory, "*.crt")) {
            for (Path file : certificates) {
                String name = String.valueOf(file.getFileName()).replaceFirst("\\.crt$", "");
                Path key = file.resolveSibling(name + ".key");
                found.put(new Tenant(name), TenantAuthority.read(file, key, certificateLife, clock));
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "The certificate authorities in slipway.device.ca.directory=" + directory + " cannot be used: "
                            + e.getMessage(),
                    e);
        }
        if (found.isEmpty()) {
            throw new IllegalStateException("There is no <tenant>.crt in slipway.device.ca.directory=" + directory
                    + ". Each tenant needs <tenant>.crt and <tenant>.key there.");
        }
        this.authorities = Map.copyOf(found);
    }

    @Override
    public CertificateRequest verify(String pem) throws CertificateRequestException {
        return CertificateRequests.verify(pem);
    }

    @Override
    public IssuedCertificate issue(DeviceName device, CertificateRequest request) {
        TenantAuthority authority = authorities.get(device.tenant());
        if (authority == null) {
            throw new IllegalArgumentException("tenant: '" + device.tenant() + "' has no certificate authority");
        }
        return authority.issue(device, request);
    }

    @Override
    public boolean vouchesFor(Tenant tenant, X509Certificate certificate) {
        TenantAuthority authority = authorities.get(tenant);
        return authority != null && authority.signed(certificate);
    }

    @Override
    public boolean serves(Tenant tenant) {
        return authorities.containsKey(tenant);
    }

    @Override
    public Collection<X509Certificate> trusted() {
        return authorities.values().stream().map(TenantAuthority::certificate).toList();
    }
}
