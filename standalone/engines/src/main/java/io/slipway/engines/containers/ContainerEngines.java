package io.slipway.engines.containers;

import java.nio.file.Path;
import java.util.Optional;

import io.slipway.engines.*;

public final class ContainerEngines {
    private ContainerEngines() {}

    public static Engine postgres(int port) {
        throw new EngineFailedException("x");
    }

    public static Engine kafka(int port) {
        throw new EngineFailedException("x");
    }

    public static Engine s3(int port, Optional<TlsIdentity> i) {
        throw new EngineFailedException("x");
    }

    public static Engine mqtt(Path d, int port, TlsIdentity i, MqttTrust t) {
        throw new EngineFailedException("x");
    }
}
