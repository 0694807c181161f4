package io.slipway.engines.mqtt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

import io.slipway.engines.MqttTrust;
import io.slipway.engines.mqtt.Client.Device;
import io.slipway.engines.mqtt.Client.Gateway;
import io.slipway.engines.mqtt.Client.Unknown;
import io.slipway.engines.secret.PemFiles;

/**
 * Tells from a client's certificate who it is: by the authority that signed it first, by its subject second ({@code docs/contracts/README.md}, section Device).
 *
 * @param tenants authority of each tenant
 * @param services authority of Slipway's own services
 */
record Authorities(Map<String, X509Certificate> tenants, X509Certificate services) {

    private static final Pattern DEVICE_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Map<String, String> GATEWAY = Map.of("O", "slipway", "OU", "service", "CN", "device-gateway");
    private static final String SERVICES_FILE = "services.pem";
    private static final String TENANT_SUFFIX = ".tenant.pem";

    /** Puts copies of the authorities into a folder, for {@link #read}. */
    static void write(MqttTrust trust, Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.copy(trust.serviceAuthority(), folder.resolve(SERVICES_FILE), StandardCopyOption.REPLACE_EXISTING);
        for (Map.Entry<String, Path> tenant : trust.tenantAuthorities().entrySet()) {
            Path file = folder.resolve(tenant.getKey() + TENANT_SUFFIX);
            Files.copy(tenant.getValue(), file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Reads what {@link #write} has written. */
    static Authorities read(Path folder) throws IOException {
        Map<String, X509Certificate> tenants = new HashMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(TENANT_SUFFIX)) {
                    String tenant = name.substring(0, name.length() - TENANT_SUFFIX.length());
                    tenants.put(tenant, PemFiles.certificates(file).getFirst());
                }
            }
        }
        return new Authorities(
                Map.copyOf(tenants),
                PemFiles.certificates(folder.resolve(SERVICES_FILE)).getFirst());
    }

    /** Says whose certificate this is. The TLS handshake has proven already that the client holds its key and that it has not expired. */
    Client identify(X509Certificate certificate) {
        Optional<Map<String, String>> subject = subject(certificate);
        if (subject.isEmpty()) {
            return new Unknown("subject is not made of single O, OU and CN");
        }
        if (isIssuedBy(services, certificate)) {
            return subject.get().equals(GATEWAY)
                    ? new Gateway()
                    : new Unknown("no service has the subject " + subject.get());
        }
        return tenants.entrySet().stream()
                .filter(tenant -> isIssuedBy(tenant.getValue(), certificate))
                .findFirst()
                .map(tenant -> device(tenant.getKey(), subject.get()))
                .orElseGet(() -> new Unknown("issued by no authority of a tenant"));
    }

    private static Client device(String tenant, Map<String, String> subject) {
        String deviceId = subject.getOrDefault("CN", "");
        if (!tenant.equals(subject.get("O"))) {
            return new Unknown("the authority of tenant " + tenant + " cannot speak for O=" + subject.get("O"));
        }
        return DEVICE_ID.matcher(deviceId).matches()
                ? new Device(tenant, deviceId)
                : new Unknown("CN is not the id of a device");
    }

    private static boolean isIssuedBy(X509Certificate authority, X509Certificate certificate) {
        try {
            certificate.verify(authority.getPublicKey());
            return certificate.getIssuerX500Principal().equals(authority.getSubjectX500Principal());
        } catch (GeneralSecurityException another) {
            return false;
        }
    }

    /** The subject's attributes by type; empty if one occurs twice or has more than one value, which would leave open what it means. */
    private static Optional<Map<String, String>> subject(X509Certificate certificate) {
        try {
            List<Rdn> names = new LdapName(certificate.getSubjectX500Principal().getName()).getRdns();
            Map<String, String> subject = new HashMap<>();
            for (Rdn name : names) {
                if (name.size() != 1 || subject.put(name.getType(), String.valueOf(name.getValue())) != null) {
                    return Optional.empty();
                }
            }
            return Optional.of(subject);
        } catch (InvalidNameException e) {
            return Optional.empty();
        }
    }
}
