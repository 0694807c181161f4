package io.slipway.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLContext;

import org.jspecify.annotations.Nullable;

import io.slipway.client.bootloader.BootEnvironment;
import io.slipway.client.bootloader.BootEnvironmentException;
import io.slipway.client.component.HandledComponents;
import io.slipway.client.component.StagingArea;
import io.slipway.client.config.Configuration;
import io.slipway.client.config.Configuration.DeviceKey;
import io.slipway.client.config.Configuration.Factory;
import io.slipway.client.config.Configuration.Provisioning;
import io.slipway.client.config.Configuration.Server;
import io.slipway.client.config.ConfigurationException;
import io.slipway.client.download.Backoff;
import io.slipway.client.download.BytesPerSecond;
import io.slipway.client.download.DownloadRefusedException;
import io.slipway.client.download.ReadAheadPayloadSource;
import io.slipway.client.download.ResumingPayloadSource;
import io.slipway.client.download.ThrottledPayloadSource;
import io.slipway.client.download.http.HttpPayloadSource;
import io.slipway.client.download.http.HttpPayloadSource.Connections;
import io.slipway.client.gateway.Gateway;
import io.slipway.client.health.CheckRunner;
import io.slipway.client.health.Examination;
import io.slipway.client.health.Probe;
import io.slipway.client.health.ProbeRunner;
import io.slipway.client.health.RunCheck;
import io.slipway.client.health.file.MachineFigures;
import io.slipway.client.health.http.HttpProbe;
import io.slipway.client.health.http.ServerProbe;
import io.slipway.client.health.process.ProgramProbe;
import io.slipway.client.health.socket.TcpProbe;
import io.slipway.client.install.Background;
import io.slipway.client.install.CopyImage;
import io.slipway.client.install.Payloads;
import io.slipway.client.install.VerifyImage;
import io.slipway.client.install.WriteImage;
import io.slipway.client.install.process.NiceThread;
import io.slipway.client.journal.file.FileRecordLog;
import io.slipway.client.link.CommandInbox;
import io.slipway.client.link.Link;
import io.slipway.client.link.http.HttpLink;
import io.slipway.client.link.mqtt.MqttLink;
import io.slipway.client.log.EventLog;
import io.slipway.client.media.BundleTime;
import io.slipway.client.media.InstallBundle;
import io.slipway.client.media.MediaResults;
import io.slipway.client.media.Medium;
import io.slipway.client.media.json.JsonResultWriter;
import io.slipway.client.overlay.KeepOverlays;
import io.slipway.client.overlay.MigrateData;
import io.slipway.client.overlay.Overlays;
import io.slipway.client.overlay.file.OverlayDirectory;
import io.slipway.client.provisioning.DeviceIdentity;
import io.slipway.client.provisioning.DeviceKeys;
import io.slipway.client.provisioning.EnrolDevice;
import io.slipway.client.provisioning.IdentityStore;
import io.slipway.client.provisioning.ProvisionDevice;
import io.slipway.client.provisioning.TlsContexts;
import io.slipway.client.provisioning.bouncycastle.Pkcs10Requests;
import io.slipway.client.provisioning.file.FileDeviceKeys;
import io.slipway.client.provisioning.file.FileIdentityStore;
import io.slipway.client.provisioning.file.FirstBootFile;
import io.slipway.client.provisioning.file.PemFiles;
import io.slipway.client.provisioning.file.ProvisionedFiles;
import io.slipway.client.provisioning.http.HttpEnrolmentAuthority;
import io.slipway.client.provisioning.pkcs11.TokenKeys;
import io.slipway.client.provisioning.process.NetworkHookProcess;
import io.slipway.client.report.ReportQueue;
import io.slipway.client.report.json.JsonReportWriter;
import io.slipway.client.reset.FactoryImage;
import io.slipway.client.reset.PreservedImages;
import io.slipway.client.reset.ResetDevice;
import io.slipway.client.reset.ResetStore;
import io.slipway.client.reset.RestoreFactory;
import io.slipway.client.reset.file.ResetFile;
import io.slipway.client.slot.SlotName;
import io.slipway.client.slot.device.file.KernelFiles;
import io.slipway.client.slot.file.FileSlot;
import io.slipway.client.time.MonotonicTime;
import io.slipway.client.trust.AuthorizeUpdate;
import io.slipway.client.trust.http.HttpMetadataFetcher;
import io.slipway.client.update.ActOnState;
import io.slipway.client.update.Announcements;
import io.slipway.client.update.Announcements.Facts;
import io.slipway.client.update.Companions;
import io.slipway.client.update.DecideOnCommand;
import io.slipway.client.update.FillSlot;
import io.slipway.client.update.InstalledImages;
import io.slipway.client.update.LifecycleJournal;
import io.slipway.client.update.Machine;
import io.slipway.client.update.SwitchSlot;
import io.slipway.client.update.TakeCommand;
import io.slipway.client.update.UpdateAgent;
import io.slipway.client.update.UseComponents;
import io.slipway.client.update.json.JsonLifecycleCodec;
import io.slipway.metadata.key.bouncycastle.BouncyCastleVerifier;
import io.slipway.metadata.trust.MetadataFetcher;
import io.slipway.metadata.trust.UpdateLimits;
import io.slipway.metadata.trust.UpdateMetadata;
import io.slipway.metadata.trust.file.FileTrustedMetadataStore;
import io.slipway.payload.apply.PayloadSource;
import io.slipway.payload.apply.Throttle;

/** Joins the features with their adapters, by hand. What it hands out belongs to one process; nothing is started here. */
final class Assembly {

    private static final String IDENTITY = "identity";
    private static final String VERSION = "0.1.0";
    private static final Duration CONNECT = Duration.ofSeconds(20);
    private static final Duration STALL = Duration.ofSeconds(60);

    /** A medium that was pulled out has most of a minute to come back; one that hangs is given up after some minutes. */
    static final int MEDIUM_ATTEMPTS = 10;

    private static final Duration MEDIUM_PAUSE = Duration.ofMillis(500);
    private static final Duration MEDIUM_STALL = Duration.ofSeconds(10);

    private final Configuration configuration;
    private final Backoff backoff =
            new Backoff(Duration.ofMillis(500), Duration.ofSeconds(60), RandomGenerator.getDefault());
    private final EventLog log;
    private final Clock clock;
    private final MonotonicTime time;
    private final SlotAssembly slots;
    private @Nullable LocalPrograms local;

    /** @param time by which downloads are held back */
    Assembly(Configuration configuration, EventLog log, Clock clock, MonotonicTime time) {
        this.configuration = configuration;
        this.log = log;
        this.clock = clock;
        this.time = time;
        this.slots = new SlotAssembly(configuration.storage(), KernelFiles.ofSystem(), log);
    }

    SlotAssembly slots() {
        return slots;
    }

    /** Everything that works on updates. */
    record Work(
            UpdateAgent agent,
            LifecycleJournal journal,
            CommandInbox inbox,
            ReportQueue reports,
            MediaResults results,
            LocalPrograms local) {}

    /** Everything that works while the client is in touch with its server. */
    record Client(Work work, Link link) {}

    /**
     * What installs from a medium.
     *
     * @param uses whether of a component the image with this digest is in use
     */
    record MediumClient(Work work, InstallBundle install, BundleTime time, BiPredicate<String, String> uses) {}

    Backoff backoff() {
        return backoff;
    }

    /** Where the lifecycle of the device is journalled. */
    static Path lifecycleFile(Configuration configuration) {
        return configuration.data().resolve("lifecycle.journal");
    }

    /** Takes over what the boot partition says; needs no complete configuration. */
    static ProvisionDevice provisioning(Provisioning provisioning, EventLog log) {
        return new ProvisionDevice(
                new FirstBootFile(provisioning.file()),
                new NetworkHookProcess(provisioning.hook(), provisioning.hookTimeout(), log),
                new ProvisionedFiles(provisioning.data(), provisioning.enrolmentToken()),
                log);
    }

    /** A device that has this file is provisioned. */
    static Path certificateFile(Provisioning provisioning) {
        return FileIdentityStore.certificateFile(provisioning.data().resolve(IDENTITY));
    }

    IdentityStore identities() throws IOException {
        Path directory = Files.createDirectories(configuration.data().resolve(IDENTITY));
        return new FileIdentityStore(directory, configuration.enrolmentToken(), keys(directory));
    }

    private DeviceKeys keys(Path directory) {
        return switch (configuration.deviceKey()) {
            case DeviceKey.InFile() -> new FileDeviceKeys(directory.resolve("device.key"));
            case DeviceKey.InToken(Path library, int slot, Path pin) -> new TokenKeys(library, slot, pin);
        };
    }

    EnrolDevice enrolment() throws IOException, ConfigurationException {
        Server server = server();
        Gateway gateway = gateway(http(TlsContexts.anonymous(certificates(server.authorities()))), server);
        return new EnrolDevice(identities(), new Pkcs10Requests(), new HttpEnrolmentAuthority(gateway), log);
    }

    /** The client of an enrolled device that was started from slot {@code booted}. */
    Client client(DeviceIdentity identity, SlotName booted) throws IOException, ConfigurationException {
        Server server = server();
        SSLContext mutual = TlsContexts.mutual(identity, certificates(server.authorities()));
        HttpClient gatewayHttp = http(mutual);
        Gateway gateway = gateway(gatewayHttp, server);
        Work work = work(
                booted,
                installed(),
                authorization(new HttpMetadataFetcher(gateway), clock),
                payloads(gatewayHttp, server),
                backoff,
                Optional.of(gateway));
        return new Client(work, link(identity, mutual, gateway, server));
    }

    /**
     * The client of a device that was started from slot {@code booted} and has to do with {@code medium} alone.
     *
     * @param attempts to read on where the medium failed, with growing pauses between them
     */
    MediumClient mediumClient(Medium medium, SlotName booted, int attempts) throws IOException, ConfigurationException {
        BundleTime time = new BundleTime(configuration.mediaTime(), clock, medium);
        InstalledImages installed = installed();
        Payloads payloads = payload -> new ResumingPayloadSource(
                new ReadAheadPayloadSource(medium.payload(payload), MEDIUM_STALL),
                payload.length(),
                new Backoff(MEDIUM_PAUSE, MEDIUM_STALL, RandomGenerator.getDefault()),
                attempts,
                log);
        Work work = work(
                booted,
                installed,
                authorization(medium.metadata(), time.clock()),
                payloads,
                new Backoff(MEDIUM_PAUSE, MEDIUM_PAUSE, RandomGenerator.getDefault()),
                gatewayIfEnrolled());
        InstallBundle install = new InstallBundle(
                work.agent(),
                work.journal(),
                work.inbox(),
                work.results(),
                configuration.device().id());
        List<String> inSlots = configuration.storage().components();
        BiPredicate<String, String> uses = (component, sha256) -> installed
                .in(component, inSlots.contains(component) ? booted : StagingArea.CURRENT)
                .filter(image -> image.content().sha256().hex().equals(sha256))
                .isPresent();
        return new MediumClient(work, install, time, uses);
    }

    /** The client of a device that was started from slot {@code booted} and can reach neither server nor medium: it finishes what needs neither. */
    Work loneClient(SlotName booted) throws IOException, ConfigurationException {
        Payloads none = _ -> _ -> {
            throw new DownloadRefusedException("There is neither a server nor a medium that has the payload");
        };
        return work(
                booted, installed(), authorization((_, _) -> Optional.empty(), clock), none, backoff, Optional.empty());
    }

    private Work work(
            SlotName booted,
            InstalledImages installed,
            AuthorizeUpdate authorize,
            Payloads payloads,
            Backoff betweenChecks,
            Optional<Gateway> gateway)
            throws IOException, ConfigurationException {
        Path data = configuration.data();
        CommandInbox inbox = new CommandInbox();
        ReportQueue reports =
                new ReportQueue(FileRecordLog.open(data.resolve("reports.journal")), new JsonReportWriter());
        slots.closeLeftovers();
        Machine machine = machine(booted);
        HandledComponents handled = ComponentHandlers.of(configuration.storage().handled(), data);
        Announcements announcements = new Announcements(reports, installed, facts(booted, handled), clock);

        WriteImage writeImage =
                new WriteImage(payloads, configuration.download().checkpointBytes(), scratch(data));
        LocalPrograms local = localPrograms();
        Companions companions = local.companions();
        Examination examine = local.examination(runCheck(gateway));
        LifecycleJournal journal =
                new LifecycleJournal(FileRecordLog.open(lifecycleFile(configuration)), new JsonLifecycleCodec());
        UpdateAgent agent = new UpdateAgent(
                journal,
                new ActOnState(
                        new FillSlot(
                                machine,
                                handled,
                                writeImage,
                                new CopyImage(),
                                new VerifyImage(slots.protections()),
                                installed,
                                inbox),
                        new SwitchSlot(
                                machine, new UseComponents(handled, migrations(), installed, log), examine, installed),
                        background(),
                        inbox,
                        companions),
                new TakeCommand(
                        inbox, new DecideOnCommand(authorize, machine, installed), announcements, betweenChecks, log),
                announcements,
                companions,
                log);
        return new Work(agent, journal, inbox, reports, mediaResults(), local);
    }

    /** A trial of what came from a medium may have to reach the server as well. */
    private Optional<Gateway> gatewayIfEnrolled() throws IOException {
        Optional<DeviceIdentity> identity = identities().identity();
        Optional<Server> server = configuration.server();
        if (identity.isEmpty() || server.isEmpty()) {
            return Optional.empty();
        }
        SSLContext mutual =
                TlsContexts.mutual(identity.get(), certificates(server.get().authorities()));
        return Optional.of(gateway(http(mutual), server.get()));
    }

    private static CheckRunner runCheck(Optional<Gateway> gateway) {
        return new RunCheck(
                new ProgramProbe("systemctl"),
                new MachineFigures(Path.of("/proc")),
                new HttpProbe(authorities -> TlsContexts.anonymous(certificates(authorities))),
                new TcpProbe(),
                gateway.<ProbeRunner<Probe.Server>>map(ServerProbe::new)
                        .orElse((_, _, _) -> Optional.of("has no server that knows the device")));
    }

    /** The same for every client of this process, which follow one after the other: there is one watchdog, and one socket. */
    private LocalPrograms localPrograms() {
        LocalPrograms known = local == null ? new LocalPrograms(configuration, clock, log) : local;
        local = known;
        return known;
    }

    private MediaResults mediaResults() {
        return new MediaResults(
                FileRecordLog.open(configuration.data().resolve("media.journal")),
                new MediaResults.Device(
                        configuration.device().id(), configuration.device().type()),
                new JsonReportWriter(),
                new JsonResultWriter(),
                clock,
                log);
    }

    /** An empty directory: what a crash left behind is of no use. */
    private static Path scratch(Path data) throws IOException {
        Path scratch = Files.createDirectories(data.resolve("scratch"));
        try (DirectoryStream<Path> left = Files.newDirectoryStream(scratch)) {
            for (Path file : left) {
                Files.delete(file);
            }
        }
        return scratch;
    }

    /** What the client and the device's bootloader tell each other. */
    BootEnvironment bootEnvironment() throws IOException, ConfigurationException {
        return BootLoaders.environment(configuration.boot().loader());
    }

    private Machine machine(SlotName booted) throws IOException, ConfigurationException {
        return new Machine(
                booted,
                new KeepOverlays(bootEnvironment(), overlays(), migrations(), booted),
                slots.groups(),
                configuration.boot().trialLimit());
    }

    RequestReset requestReset(boolean confirmed) {
        return new RequestReset(configuration, resets(), overlays(), confirmed);
    }

    /** Goes on with a reset, if one was asked for. */
    ResetDevice.Finish reset(SlotName booted) throws IOException, ConfigurationException, BootEnvironmentException {
        ResetStore store = resets();
        if (store.read().isEmpty()) {
            return ResetDevice.Finish.GO_ON;
        }
        slots.closeLeftovers();
        Factory factory = configuration.storage().factory();
        List<FactoryImage> images = new ArrayList<>();
        factory.images().forEach((component, content) -> {
            if (factory.preserved().get(component) instanceof Path preserved) {
                images.add(new FactoryImage(
                        component,
                        new FileSlot(factory.slot(), preserved, Long.MAX_VALUE),
                        new InstalledImages.Image(factory.name(), factory.version(), content)));
            }
        });
        try (FileRecordLog installed = FileRecordLog.open(installedFile())) {
            RestoreFactory restore = new RestoreFactory(
                    machine(booted),
                    bootEnvironment(),
                    new PreservedImages(images, new VerifyImage(slots.protections())),
                    overlays(),
                    new InstalledImages(installed));
            return new ResetDevice(store, restore, overlays(), log).act();
        }
    }

    private ResetStore resets() {
        return new ResetFile(
                configuration.data().resolve("reset"),
                configuration.localData().wiped(),
                List.of(lifecycleFile(configuration)));
    }

    private Overlays overlays() {
        return configuration
                .localData()
                .overlays()
                .<Overlays>map(OverlayDirectory::new)
                .orElse(Overlays.NONE);
    }

    private MigrateData migrations() {
        return new MigrateData(
                configuration.localData().migrations(),
                overlays(),
                configuration.localData().migrationTimeout());
    }

    private Path installedFile() {
        return configuration.data().resolve("installed.journal");
    }

    private InstalledImages installed() {
        InstalledImages installed = new InstalledImages(FileRecordLog.open(installedFile()));
        Factory factory = configuration.storage().factory();
        Map<String, InstalledImages.Image> images = new HashMap<>();
        factory.images()
                .forEach((component, content) ->
                        images.put(component, new InstalledImages.Image(factory.name(), factory.version(), content)));
        installed.provision(images, factory.slot());
        return installed;
    }

    private Facts facts(SlotName booted, HandledComponents handled) {
        Map<String, SlotName> components = new HashMap<>();
        configuration.storage().components().forEach(component -> components.put(component, booted));
        handled.names().forEach(component -> components.put(component, StagingArea.CURRENT));
        return new Facts(
                configuration.device().type(),
                VERSION,
                booted,
                components,
                configuration.device().attributes());
    }

    /** With slots and without. */
    private Set<String> components() {
        Set<String> components = new HashSet<>(configuration.storage().components());
        configuration.storage().handled().forEach(handled -> components.add(handled.component()));
        return components;
    }

    private AuthorizeUpdate authorization(MetadataFetcher fetcher, Clock now) throws IOException {
        FileTrustedMetadataStore store =
                new FileTrustedMetadataStore(configuration.data().resolve("metadata"));
        if (Files.exists(configuration.trustedRoot())) {
            store.provision(Files.readAllBytes(configuration.trustedRoot()));
        }
        UpdateMetadata metadata =
                new UpdateMetadata(fetcher, store, new BouncyCastleVerifier(), UpdateLimits.DEFAULT, now);
        return new AuthorizeUpdate(metadata, configuration.device().type(), components());
    }

    private Payloads payloads(HttpClient gatewayHttp, Server server) throws IOException {
        List<X509Certificate> authorities = new ArrayList<>(certificates(server.authorities()));
        authorities.addAll(certificates(configuration.download().authorities()));
        HttpClient objectStore = http(TlsContexts.anonymous(authorities));
        Connections connections = new Connections(
                gatewayHttp, objectStore, configuration.download().plainHttp());
        Optional<Throttle> throttle = throttle();
        return payload -> {
            URI address = server.url().resolve("/device/v1/payloads/" + payload.sha256());
            PayloadSource source = new HttpPayloadSource(connections, address, payload.length());
            return new ResumingPayloadSource(
                    new ReadAheadPayloadSource(
                            throttle.<PayloadSource>map(t -> new ThrottledPayloadSource(source, t))
                                    .orElse(source),
                            STALL),
                    payload.length(),
                    backoff,
                    configuration.download().attempts(),
                    log);
        };
    }

    /** One for all payloads: what heals a delta counts like the delta. */
    private Optional<Throttle> throttle() {
        OptionalLong rate = configuration.download().consideration().bytesPerSecond();
        return rate.isPresent() ? Optional.of(new BytesPerSecond(rate.getAsLong(), time)) : Optional.empty();
    }

    private Background background() {
        int nice = configuration.download().consideration().nice();
        return nice == 0 ? Background.NONE : new NiceThread(nice, log);
    }

    private Link link(DeviceIdentity identity, SSLContext mutual, Gateway gateway, Server server)
            throws IOException, ConfigurationException {
        return switch (server.channel()) {
            case HTTPS -> new HttpLink(gateway, server.pollInterval());
            case MQTT -> {
                String broker = server.broker();
                if (broker.isEmpty()) {
                    broker = identities()
                            .broker()
                            .orElseThrow(() -> new ConfigurationException(
                                    "Setting mqtt.url is missing, and the gateway named no broker at enrolment"));
                }
                yield new MqttLink(
                        new MqttLink.Settings(broker, identity.tenant() + "/" + identity.deviceId(), mutual), log);
            }
        };
    }

    private Server server() throws ConfigurationException {
        return configuration
                .server()
                .orElseThrow(() -> new ConfigurationException(
                        "Setting server.url is missing, so there is no server to connect to or enrol with"));
    }

    private static Gateway gateway(HttpClient client, Server server) {
        return new Gateway(client, server.url());
    }

    private static List<X509Certificate> certificates(List<Path> files) throws IOException {
        List<X509Certificate> certificates = new ArrayList<>();
        for (Path file : files) {
            certificates.addAll(PemFiles.certificates(file));
        }
        return certificates;
    }

    /** HTTP/1.1, because one download fills the connection and flow control on top of that of TCP only slows it down. */
    private static HttpClient http(SSLContext tls) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .sslContext(tls)
                .build();
    }
}
