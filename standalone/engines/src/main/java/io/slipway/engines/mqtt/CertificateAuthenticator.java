package io.slipway.engines.mqtt;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

import com.hivemq.extension.sdk.api.auth.SimpleAuthenticator;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthInput;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthOutput;
import com.hivemq.extension.sdk.api.auth.parameter.TopicPermission;
import com.hivemq.extension.sdk.api.auth.parameter.TopicPermission.MqttActivity;
import com.hivemq.extension.sdk.api.auth.parameter.TopicPermission.Retain;
import com.hivemq.extension.sdk.api.auth.parameter.TopicPermission.SharedSubscription;
import com.hivemq.extension.sdk.api.client.parameter.ClientTlsInformation;
import com.hivemq.extension.sdk.api.packets.auth.DefaultAuthorizationBehaviour;
import com.hivemq.extension.sdk.api.packets.connect.ConnackReasonCode;
import com.hivemq.extension.sdk.api.services.builder.Builders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.slipway.engines.mqtt.Client.Device;
import io.slipway.engines.mqtt.Client.Gateway;
import io.slipway.engines.mqtt.Client.Unknown;

/** Lets a client in by its certificate and grants it its topics and no other. Called by the broker's threads, once per connection. */
final class CertificateAuthenticator implements SimpleAuthenticator {

    private static final Logger LOG = LoggerFactory.getLogger(CertificateAuthenticator.class);

    private final Authorities authorities;

    CertificateAuthenticator(Authorities authorities) {
        this.authorities = authorities;
    }

    @Override
    public void onConnect(SimpleAuthInput input, SimpleAuthOutput output) {
        Optional<X509Certificate> certificate = input.getConnectionInformation()
                .getClientTlsInformation()
                .flatMap(ClientTlsInformation::getClientCertificate);
        Client client = certificate.map(authorities::identify).orElseGet(() -> new Unknown("no client certificate"));
        String clientId = input.getConnectPacket().getClientId();
        switch (client) {
            case Device device when device.clientId().equals(clientId) -> grant(output, topicsOf(device));
            case Device device ->
                refuse(output, "client id " + clientId + " with the certificate of " + device.clientId());
            case Gateway _ -> grant(output, List.of(everything()));
            case Unknown unknown -> refuse(output, unknown.reason());
        }
    }

    private static List<TopicPermission> topicsOf(Device device) {
        return List.of(
                subscription(device.topic("command")),
                subscription(device.topic("ack")),
                Builders.topicPermission()
                        .topicFilter(device.topic("report"))
                        .activity(MqttActivity.PUBLISH)
                        .retain(Retain.NOT_RETAINED)
                        .build());
    }

    private static TopicPermission subscription(String topic) {
        return Builders.topicPermission()
                .topicFilter(topic)
                .activity(MqttActivity.SUBSCRIBE)
                .sharedSubscription(SharedSubscription.NOT_SHARED)
                .build();
    }

    private static TopicPermission everything() {
        return Builders.topicPermission().topicFilter("slipway/#").build();
    }

    private static void grant(SimpleAuthOutput output, List<TopicPermission> permissions) {
        output.getDefaultPermissions().addAll(permissions);
        output.getDefaultPermissions().setDefaultBehaviour(DefaultAuthorizationBehaviour.DENY);
        output.authenticateSuccessfully();
    }

    private static void refuse(SimpleAuthOutput output, String reason) {
        LOG.warn("connection refused reason={}", reason);
        output.failAuthentication(ConnackReasonCode.NOT_AUTHORIZED, "certificate refused");
    }
}
