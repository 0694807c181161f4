package io.slipway.engines.mqtt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.slipway.engines.MqttTrust;
import io.slipway.engines.TlsIdentity;
import io.slipway.engines.secret.Credentials;
import io.slipway.engines.secret.PemFiles;

/** The files that HiveMQ reads: {@code conf/config.xml}, key and trust store, and the authorities for {@link SlipwayExtension}. */
public record BrokerFiles(Path directory) {

    /** Writes all of them. {@code seenFrom} is the name of {@link #directory} inside the broker's file system. */
    public void write(int port, String address, TlsIdentity identity, MqttTrust trust, Path seenFrom)
            throws IOException {
        Files.createDirectories(conf());
        Files.createDirectories(directory.resolve("data"));
        Files.createDirectories(directory.resolve("extensions"));
        Authorities.write(trust, authorities());
        String password = new Credentials(directory.resolve("store-password")).secret();
        PemFiles.writeKeyStore(identity, conf().resolve("server.p12"), password);
        List<Path> trusted = new ArrayList<>(trust.tenantAuthorities().values());
        trusted.add(trust.serviceAuthority());
        PemFiles.writeTrustStore(trusted, conf().resolve("clients.p12"), password);
        Path configuration = conf().resolve("config.xml");
        Files.deleteIfExists(configuration);
        Files.createFile(configuration, Credentials.ownerOnly());
        Files.writeString(configuration, configuration(port, address, password, seenFrom.resolve("conf")));
    }

    /** The folder that {@link SlipwayExtension} reads. */
    public Path authorities() {
        return directory.resolve("authorities");
    }

    private Path conf() {
        return directory.resolve("conf");
    }

    private static String configuration(int port, String address, String password, Path conf) {
        return """
                <?xml version="1.0"?>
                <hivemq>
                  <listeners>
                    <tls-tcp-listener>
                      <port>%1$d</port>
                      <bind-address>%2$s</bind-address>
                      <tls>
                        <keystore>
                          <path>%4$s/server.p12</path>
                          <password>%3$s</password>
                          <private-key-password>%3$s</private-key-password>
                        </keystore>
                        <truststore>
                          <path>%4$s/clients.p12</path>
                          <password>%3$s</password>
                        </truststore>
                        <client-authentication-mode>REQUIRED</client-authentication-mode>
                      </tls>
                    </tls-tcp-listener>
                  </listeners>
                  <mqtt>
                    <packets>
                      <max-packet-size>1048576</max-packet-size>
                    </packets>
                  </mqtt>
                  <anonymous-usage-statistics>
                    <enabled>false</enabled>
                  </anonymous-usage-statistics>
                  <persistence>
                    <mode>file</mode>
                  </persistence>
                </hivemq>
                """.formatted(port, address, password, conf);
    }
}
