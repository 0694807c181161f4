package io.slipway.engines.mqtt;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

import com.hivemq.extension.sdk.api.ExtensionMain;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartOutput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopOutput;
import com.hivemq.extension.sdk.api.services.Services;

/** Tells HiveMQ to ask {@link CertificateAuthenticator} about every connection; without it, the broker would let in nobody. Public because the broker makes it. */
public final class SlipwayExtension implements ExtensionMain {

    /** Environment variable that names the folder of the authorities. */
    static final String AUTHORITIES = "SLIPWAY_MQTT_AUTHORITIES";

    @Override
    public void extensionStart(ExtensionStartInput input, ExtensionStartOutput output) {
        try {
            Authorities authorities = Authorities.read(Path.of(Objects.requireNonNull(System.getenv(AUTHORITIES))));
            CertificateAuthenticator authenticator = new CertificateAuthenticator(authorities);
            Services.securityRegistry().setAuthenticatorProvider(_ -> authenticator);
        } catch (IOException e) {
            output.preventExtensionStartup("the authorities cannot be read: " + e.getMessage());
        }
    }

    @Override
    public void extensionStop(ExtensionStopInput input, ExtensionStopOutput output) {
        // Nothing was opened.
    }
}
