package io.slipway.device;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

import io.minio.MinioClient;
import io.opentelemetry.api.OpenTelemetry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.slipway.device.command.AnswerPoll;
import io.slipway.device.command.CommandChannel;
import io.slipway.device.command.OfferCommand;
import io.slipway.device.command.PendingCommands;
import io.slipway.device.command.mqtt.RetainedCommands;
import io.slipway.device.download.CachedMetadata;
import io.slipway.device.download.FindPayload;
import io.slipway.device.download.HourlyWantedPayloads;
import io.slipway.device.download.MetadataStore;
import io.slipway.device.download.PayloadLinks;
import io.slipway.device.download.PayloadStore;
import io.slipway.device.download.RememberedPayloads;
import io.slipway.device.download.kafka.KafkaWantedPayloads;
import io.slipway.device.download.s3.ObjectStoreClients;
import io.slipway.device.download.s3.PresignedPayloadLinks;
import io.slipway.device.download.s3.S3MetadataStore;
import io.slipway.device.download.s3.S3PayloadStore;
import io.slipway.device.identity.CertificateAuthority;
import io.slipway.device.identity.CreateEnrolmentToken;
import io.slipway.device.identity.EnrolDevice;
import io.slipway.device.identity.EnrolmentTokens;
import io.slipway.device.identity.IdentityLedger;
import io.slipway.device.identity.RenewCertificate;
import io.slipway.device.identity.RevocationSource;
import io.slipway.device.identity.Revocations;
import io.slipway.device.identity.RevokeDevice;
import io.slipway.device.identity.bouncycastle.FileCertificateAuthority;
import io.slipway.device.report.DeviceCounts;
import io.slipway.device.report.DeviceEventLog;
import io.slipway.device.report.OrderedEventLog;
import io.slipway.device.report.ReceiveReports;
import io.slipway.device.report.json.ReportParser;
import io.slipway.device.report.kafka.KafkaDeviceEventLog;
import io.slipway.device.report.mqtt.MqttReports;
import io.slipway.device.session.Broker;
import io.slipway.device.session.ClientCertificates;
import io.slipway.device.session.NoBroker;
import io.slipway.device.session.mqtt.MqttSettings;
import io.slipway.device.session.mqtt.PahoBroker;
import io.slipway.events.EventPublisher;

/** Puts the use cases, which know no framework, together with the adapters. The only class that knows all of them. */
@ApplicationScoped
class Composition {

    private final GatewayConfiguration configuration;
    private final ObjectStoreConfiguration objectStore;

    Composition(GatewayConfiguration configuration, ObjectStoreConfiguration objectStore) {
        this.configuration = configuration;
        this.objectStore = objectStore;
    }

    /** Begins to take reports when it is known which devices are revoked: before, each would be dropped as one of a revoked device. */
    void start(@Observes StartupEvent event, Broker broker, MqttReports reports, Revocations revocations) {
        reports.listen();
        if (broker instanceof PahoBroker paho) {
            revocations.whenLoaded().thenRun(paho::start);
        }
    }

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    CertificateAuthority certificateAuthority(Clock clock) {
        return new FileCertificateAuthority(
                configuration.ca().directory(), configuration.ca().certificateLife(), clock);
    }

    @Produces
    @Singleton
    EnrolDevice enrolDevice(IdentityLedger ledger, CertificateAuthority authority, Clock clock) {
        return new EnrolDevice(ledger, authority, clock);
    }

    @Produces
    @Singleton
    RenewCertificate renewCertificate(IdentityLedger ledger, CertificateAuthority authority) {
        return new RenewCertificate(ledger, authority);
    }

    @Produces
    @Singleton
    Revocations revocations(RevocationSource source) {
        return new Revocations(source);
    }

    @Produces
    @Singleton
    RevokeDevice revokeDevice(IdentityLedger ledger, Revocations revocations, Clock clock) {
        return new RevokeDevice(ledger, revocations, clock);
    }

    @Produces
    @Singleton
    CreateEnrolmentToken createEnrolmentToken(EnrolmentTokens tokens, CertificateAuthority authority, Clock clock) {
        return new CreateEnrolmentToken(tokens, authority, new SecureRandom(), clock);
    }

    @Produces
    @Singleton
    ClientCertificates clientCertificates(CertificateAuthority authority, Revocations revocations, Clock clock) {
        return new ClientCertificates(authority, revocations, clock);
    }

    @Produces
    @Singleton
    Broker broker() {
        GatewayConfiguration.Mqtt mqtt = configuration.mqtt();
        if (mqtt.uri().isEmpty()) {
            return new NoBroker();
        }
        return new PahoBroker(new MqttSettings(
                mqtt.uri().get(),
                "device-gateway-" + UUID.randomUUID(),
                required("certificate", mqtt.certificate()),
                required("key", mqtt.key()),
                required("trust-certificate", mqtt.trustCertificate()),
                mqtt.maxInFlight(),
                mqtt.maxReconnectDelay()));
    }

    void closeBroker(@Disposes Broker broker) {
        if (broker instanceof PahoBroker paho) {
            paho.close();
        }
    }

    private static Path required(String name, Optional<Path> file) {
        return file.orElseThrow(() -> new IllegalStateException(
                "slipway.device.mqtt." + name + " is missing; it is needed when slipway.device.mqtt.uri is set"));
    }

    @Produces
    @Singleton
    PendingCommands pendingCommands() {
        return new PendingCommands();
    }

    @Produces
    @Singleton
    CommandChannel commandChannel(Broker broker) {
        return new RetainedCommands(broker);
    }

    @Produces
    @Singleton
    OfferCommand offerCommand(CommandChannel channel, DeviceEventLog log, DeviceCounts counts, Clock clock) {
        return new OfferCommand(channel, log, counts, clock);
    }

    @Produces
    @Singleton
    AnswerPoll answerPoll(PendingCommands pending, DeviceEventLog log, DeviceCounts counts, Clock clock) {
        return new AnswerPoll(pending, log, counts, clock);
    }

    @Produces
    @Singleton
    DeviceEventLog deviceEventLog(EventPublisher publisher, OpenTelemetry telemetry) {
        return new OrderedEventLog(new KafkaDeviceEventLog(publisher, telemetry));
    }

    @Produces
    @Singleton
    ReportParser reportParser() {
        return new ReportParser();
    }

    @Produces
    @Singleton
    ReceiveReports receiveReports(DeviceEventLog log, Revocations revocations, DeviceCounts counts, Clock clock) {
        return new ReceiveReports(log, revocations, counts, clock);
    }

    @Produces
    @Singleton
    MqttReports mqttReports(Broker broker, ReceiveReports receiveReports, DeviceCounts counts, ReportParser parser) {
        return new MqttReports(broker, receiveReports, counts, parser);
    }

    @Produces
    @Singleton
    MinioClient objectStoreClient() {
        return ObjectStoreClients.forContent(objectStore);
    }

    @Produces
    @Singleton
    MetadataStore metadataStore(MinioClient client) {
        return new CachedMetadata(
                new S3MetadataStore(client), configuration.download().metadataCacheBytes());
    }

    @Produces
    @Singleton
    PayloadStore payloadStore(MinioClient client, Clock clock) {
        MinioClient looks = ObjectStoreClients.forLooks(objectStore, RememberedPayloads.MOST_LOOKING);
        return new RememberedPayloads(new S3PayloadStore(client, looks), clock);
    }

    @Produces
    @Singleton
    FindPayload findPayload(PayloadStore store, EventPublisher publisher, Clock clock) {
        return new FindPayload(store, new HourlyWantedPayloads(new KafkaWantedPayloads(publisher, clock), clock));
    }

    @Produces
    @Singleton
    PayloadLinks payloadLinks() {
        MinioClient signer = ObjectStoreClients.forLinks(
                objectStore, configuration.download().publicEndpoint().orElse(objectStore.endpoint()));
        return new PresignedPayloadLinks(signer, configuration.download().linkLife());
    }
}
