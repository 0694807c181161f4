package io.slipway.engines.mqtt;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.slipway.engines.MqttTrust;
import io.slipway.engines.TlsIdentity;
import io.slipway.engines.process.EngineHome;
import io.slipway.engines.process.EngineRecipe;
import io.slipway.engines.process.Readiness;

/**
 * HiveMQ Community Edition with one TLS listener.
 *
 * @param directory of its data, configuration and log
 * @param port of clients
 * @param identity of the broker
 * @param trust whose client certificates are accepted
 */
public record MqttRecipe(Path directory, int port, TlsIdentity identity, MqttTrust trust) implements EngineRecipe {

    private static final List<String> JVM = List.of(
            "-Xmx160m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dlogback.configurationFile=io/slipway/engines/process/logback.xml");

    @Override
    public String name() {
        return "mqtt";
    }

    @Override
    public void prepare() throws IOException {
        files().write(port, "127.0.0.1", identity, trust, home());
        readiness().reset();
    }

    @Override
    public List<String> command() {
        List<String> command = new ArrayList<>(EngineHome.java(name(), JVM, BrokerMain.class));
        command.add(home().toString());
        command.add(readiness().file().toString());
        return command;
    }

    @Override
    public Map<String, String> environment() {
        return Map.of(SlipwayExtension.AUTHORITIES, files().authorities().toString());
    }

    @Override
    public boolean isReady() {
        return readiness().isAnnounced();
    }

    @Override
    public Map<String, String> coordinates() {
        return Map.of("slipway.mqtt.url", "ssl://localhost:" + port);
    }

    private BrokerFiles files() {
        return new BrokerFiles(home());
    }

    private Readiness readiness() {
        return Readiness.in(directory);
    }

    private Path home() {
        return directory.toAbsolutePath();
    }
}
