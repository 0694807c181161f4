package io.slipway.client;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

import io.slipway.client.Assembly.Client;
import io.slipway.client.Assembly.MediumClient;
import io.slipway.client.Assembly.Work;
import io.slipway.client.bootloader.BootEnvironment;
import io.slipway.client.bootloader.BootEnvironmentException;
import io.slipway.client.bootloader.process.RebootCommand;
import io.slipway.client.config.Configuration;
import io.slipway.client.config.Configuration.Provisioning;
import io.slipway.client.config.ConfigurationException;
import io.slipway.client.config.file.ConfigurationFile;
import io.slipway.client.consent.json.ConsentCommand;
import io.slipway.client.journal.JournalException;
import io.slipway.client.journal.file.FileRecordLog;
import io.slipway.client.link.DeliverReports;
import io.slipway.client.link.LinkException;
import io.slipway.client.link.ReceiveCommands;
import io.slipway.client.log.EventLog;
import io.slipway.client.media.Bundle;
import io.slipway.client.media.InstallBundle.Outcome;
import io.slipway.client.media.Medium;
import io.slipway.client.media.file.DirectoryMedium;
import io.slipway.client.notification.SocketPlace;
import io.slipway.client.notification.socket.LocalClient;
import io.slipway.client.provisioning.DeviceIdentity;
import io.slipway.client.provisioning.EnrolmentRefusedException;
import io.slipway.client.provisioning.ProvisionDevice;
import io.slipway.client.provisioning.ProvisioningRefusedException;
import io.slipway.client.reset.ResetDevice;
import io.slipway.client.slot.RunningSlot;
import io.slipway.client.slot.SlotName;
import io.slipway.client.time.MonotonicTime;
import io.slipway.client.update.Lifecycle;
import io.slipway.client.update.LifecycleJournal;
import io.slipway.client.update.StatusLine;
import io.slipway.client.update.UpdateAgent.Finish;
import io.slipway.client.update.json.JsonLifecycleCodec;

/** The program {@code slipway-client}. README.md lists its commands, exit codes and settings. */
public final class Main {

    /** All went well. */
    static final int OK = 0;
    /** Something was refused or failed; one sentence on the standard error stream says what. */
    static final int FAILED = 1;
    /** The command line makes no sense. */
    static final int USAGE = 2;
    /** The device must reboot; whoever started the client is to see to it. */
    static final int REBOOT = 10;

    private static final Duration LAST_REPORTS = Duration.ofSeconds(10);
    private static final Duration ONCE = Duration.ofSeconds(10);
    private static final Duration MEDIUM_ANSWERS = Duration.ofSeconds(10);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final CommandLine commandLine;
    private final EventLog log;

    private Main(CommandLine commandLine, EventLog log) {
        this.commandLine = commandLine;
        this.log = log;
    }

    public static void main(String... arguments) {
        System.exit(run(arguments));
    }

    /** Runs the client and returns its exit code. */
    static int run(String... arguments) {
        Optional<CommandLine> commandLine = CommandLine.parse(arguments);
        if (commandLine.isEmpty()) {
            System.err.println(CommandLine.USAGE);
            return USAGE;
        }
        try {
            return new Main(commandLine.get(), new EventLog(System.err, Clock.systemUTC())).act();
        } catch (ConfigurationException
                | EnrolmentRefusedException
                | ProvisioningRefusedException
                | JournalException
                | BootEnvironmentException
                | IOException e) {
            System.err.println("slipway-client: " + e.getMessage());
            return FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }

    private int act()
            throws ConfigurationException, EnrolmentRefusedException, ProvisioningRefusedException,
                    BootEnvironmentException, IOException, InterruptedException {
        return switch (commandLine.action()) {
            case STATUS -> {
                Configuration configuration = ConfigurationFile.read(commandLine.configuration());
                System.out.println(StatusLine.of(lastState(configuration)));
                yield OK;
            }
            case CONSENT -> consent(ConfigurationFile.read(commandLine.configuration()));
            case FACTORY_RESET, WIPE_DATA -> {
                Configuration configuration = ConfigurationFile.read(commandLine.configuration());
                Assembly assembly = new Assembly(configuration, log, Clock.systemUTC(), MonotonicTime.SYSTEM);
                assembly.requestReset(commandLine.confirmed())
                        .request(commandLine.action() == CommandLine.Action.FACTORY_RESET);
                yield reboot(configuration.boot().rebootCommand(), assembly.bootEnvironment());
            }
            case ENROL, ONCE, RUN, PROVISION, INSTALL_BUNDLE, SLOTS -> {
                Provisioning provisioning = ConfigurationFile.readProvisioning(commandLine.configuration());
                Files.createDirectories(provisioning.data());
                try (FileChannel lock = lock(provisioning.data().resolve("lock"))) {
                    yield actAlone(provisioning);
                }
            }
        };
    }

    private int consent(Configuration configuration) throws ConfigurationException, IOException {
        Optional<String> request = ConsentCommand.request(commandLine.operands());
        if (request.isEmpty()) {
            System.err.println(CommandLine.USAGE);
            return USAGE;
        }
        SocketPlace socket = configuration
                .local()
                .notification()
                .socket()
                .orElseThrow(() -> new ConfigurationException(
                        "Setting notification.socket is missing in " + commandLine.configuration()));
        String answer = LocalClient.ask(socket.path(), request.get(), ONCE);
        System.out.println(answer);
        return ConsentCommand.isRefusal(answer) ? FAILED : OK;
    }

    private int actAlone(Provisioning provisioning)
            throws ConfigurationException, EnrolmentRefusedException, ProvisioningRefusedException,
                    BootEnvironmentException, IOException, InterruptedException {
        boolean mayProvision =
                commandLine.action() == CommandLine.Action.RUN || commandLine.action() == CommandLine.Action.PROVISION;
        ProvisionDevice provision = Assembly.provisioning(provisioning, log);
        boolean isNew = !Files.exists(Assembly.certificateFile(provisioning));
        boolean found = mayProvision && isNew && provision.prepare();
        if (commandLine.action() == CommandLine.Action.PROVISION && isNew && !found) {
            throw new ProvisioningRefusedException(
                    "There is no " + provisioning.file() + " to provision the device from");
        }
        Configuration configuration = ConfigurationFile.read(commandLine.configuration());
        Assembly assembly = new Assembly(configuration, log, Clock.systemUTC(), MonotonicTime.SYSTEM);
        if (mayReset() && assembly.reset(bootedSlot(assembly)) == ResetDevice.Finish.REBOOT) {
            return reboot(configuration.boot().rebootCommand(), assembly.bootEnvironment());
        }
        return switch (commandLine.action()) {
            case SLOTS -> slots(assembly.slots());
            case INSTALL_BUNDLE -> installBundle(assembly, configuration);
            case ENROL -> {
                enrol(assembly, configuration);
                yield OK;
            }
            case PROVISION -> {
                enrol(assembly, configuration);
                provision.finish();
                yield OK;
            }
            case RUN, ONCE, STATUS, CONSENT, FACTORY_RESET, WIPE_DATA -> {
                if (configuration.server().isEmpty()) {
                    yield workAlone(assembly, configuration);
                }
                if (isNew
                        && isOnTrial(configuration)
                        && finishAlone(assembly.loneClient(bootedSlot(assembly))) == Finish.REBOOT) {
                    yield reboot(configuration.boot().rebootCommand(), assembly.bootEnvironment());
                }
                DeviceIdentity identity = enrol(assembly, configuration);
                if (mayProvision) {
                    finish(provision);
                }
                yield work(assembly.client(identity, bootedSlot(assembly)), assembly, configuration);
            }
        };
    }

    private boolean mayReset() {
        return switch (commandLine.action()) {
            case RUN, ONCE, INSTALL_BUNDLE -> true;
            case STATUS, ENROL, PROVISION, SLOTS, CONSENT, FACTORY_RESET, WIPE_DATA -> false;
        };
    }

    /** A boot partition that cannot be written is no reason not to work; {@code provision} says so by its exit code. */
    private void finish(ProvisionDevice provision) {
        try {
            provision.finish();
        } catch (IOException | ProvisioningRefusedException e) {
            log.warn("secrets of the provisioning are left behind", "cause", e);
        }
    }

    private int installBundle(Assembly assembly, Configuration configuration)
            throws IOException, ConfigurationException, InterruptedException {
        Medium medium = new DirectoryMedium(Path.of(commandLine.operands().getFirst()), MEDIUM_ANSWERS);
        Bundle bundle = medium.bundle();
        MediumClient client = assembly.mediumClient(medium, bootedSlot(assembly), Assembly.MEDIUM_ATTEMPTS);
        client.work().local().start();
        Outcome outcome = client.install()
                .install(bundle, medium, commandLine.again(), client.uses(), client.time()::requireKnown);
        client.work().local().finish();
        if (configuration.server().isEmpty()) {
            client.work().reports().acknowledge(Long.MAX_VALUE); // there is nobody to tell
        }
        return switch (outcome) {
            case Outcome.Reboot() -> reboot(configuration.boot().rebootCommand(), assembly.bootEnvironment());
            case Outcome.Ends(var ended) -> {
                System.out.println(StatusLine.of(ended));
                yield exitCode(ended);
            }
            case Outcome.RunsAlready(var committed) -> {
                System.out.println("already installed: " + StatusLine.of(committed));
                yield OK;
            }
            case Outcome.TriedBefore(var rolledBack) -> {
                System.out.println("tried before, --again tries it once more: " + StatusLine.of(rolledBack));
                yield FAILED;
            }
            case Outcome.Stuck(var state) -> {
                System.out.println("the boot environment cannot be used: " + StatusLine.of(state));
                yield FAILED;
            }
        };
    }

    /** Without a server there is nothing to wait for. */
    private int workAlone(Assembly assembly, Configuration configuration)
            throws IOException, ConfigurationException, InterruptedException {
        Work work = assembly.loneClient(bootedSlot(assembly));
        Finish finish = finishAlone(work);
        work.reports().acknowledge(Long.MAX_VALUE); // there is nobody to tell
        if (finish == Finish.REBOOT) {
            return reboot(configuration.boot().rebootCommand(), assembly.bootEnvironment());
        }
        log.info("no server is configured, updates come from local media alone: slipway-client install-bundle");
        return commandLine.action() == CommandLine.Action.RUN
                ? OK
                : exitCode(work.agent().state());
    }

    /** Whether a system is on trial, which on a device that is not enrolled came from a medium. */
    private static boolean isOnTrial(Configuration configuration) {
        Lifecycle last = lastState(configuration);
        return last instanceof Lifecycle.UnderWay && !(last instanceof Lifecycle.Preparing);
    }

    private static Lifecycle lastState(Configuration configuration) {
        return LifecycleJournal.last(
                FileRecordLog.read(Assembly.lifecycleFile(configuration)), new JsonLifecycleCodec());
    }

    /** Finishes what a medium began, as far as it goes without server and medium: a trial must not wait for either. */
    private Finish finishAlone(Work work) throws InterruptedException {
        work.local().start();
        work.agent().start();
        boolean waitsForMedium = work.agent().state() instanceof Lifecycle.Preparing preparing
                && work.results().isFromMedium(preparing.plan().deploymentId());
        if (waitsForMedium) {
            log.info("the update goes on when its medium is back: slipway-client install-bundle");
            work.local().finish();
            return Finish.REST;
        }
        Finish finish = work.agent().advance();
        work.results().settle(work.journal());
        work.local().finish();
        return finish;
    }

    private static int slots(SlotAssembly slots) {
        RunningSlot running = slots.running();
        slots.closeLeftovers();
        SlotReport.lines(slots.groups(), running).forEach(System.out::println);
        return running instanceof RunningSlot.Proven ? OK : FAILED;
    }

    /** The device's identity; the daemon waits for a gateway that is not there yet. */
    private DeviceIdentity enrol(Assembly assembly, Configuration configuration)
            throws IOException, EnrolmentRefusedException, ConfigurationException, InterruptedException {
        for (int failures = 0; ; failures++) {
            Optional<DeviceIdentity> identity = assembly.identities().identity();
            if (identity.isPresent()) {
                return require(identity.get(), configuration);
            }
            try {
                assembly.enrolment()
                        .enrol(
                                configuration.device().id(),
                                configuration.device().type());
            } catch (IOException e) {
                if (commandLine.action() != CommandLine.Action.RUN) {
                    throw e;
                }
                Duration pause = assembly.backoff().pause(failures);
                log.warn("the device could not be enrolled yet", "cause", e, "retryMs", pause.toMillis());
                Thread.sleep(pause);
            }
        }
    }

    private static DeviceIdentity require(DeviceIdentity identity, Configuration configuration)
            throws ConfigurationException {
        if (!identity.deviceId().equals(configuration.device().id())) {
            throw new ConfigurationException(
                    "Setting device.id is '" + configuration.device().id() + "', but the device's certificate is for '"
                            + identity.deviceId() + "'");
        }
        return identity;
    }

    private int work(Client client, Assembly assembly, Configuration configuration)
            throws IOException, ConfigurationException, InterruptedException {
        Work work = client.work();
        Thread sender = Thread.ofPlatform()
                .daemon()
                .name("reports")
                .start(new DeliverReports(work.reports(), client.link(), assembly.backoff(), log));
        work.local().start();
        work.agent().start();
        Finish finish = finishFirst(work);
        if (finish == Finish.REST) {
            finish = commandLine.action() == CommandLine.Action.ONCE ? workOnce(client) : workOn(client, assembly);
        }
        work.reports().awaitEmpty(LAST_REPORTS);
        sender.interrupt();
        client.link().close();
        work.local().finish();
        return switch (finish) {
            case REBOOT -> reboot(configuration.boot().rebootCommand(), assembly.bootEnvironment());
            case REST -> exitCode(work.agent().state());
        };
    }

    /** What can be finished without hearing commands; while an image is written by the daemon, it may be cancelled. */
    private Finish finishFirst(Work work) throws InterruptedException {
        boolean mayBeCancelled = work.agent().state() instanceof Lifecycle.Preparing;
        Finish finish = mayBeCancelled && commandLine.action() == CommandLine.Action.RUN
                ? Finish.REST
                : work.agent().advance();
        work.results().settle(work.journal());
        return finish;
    }

    private Finish workOn(Client client, Assembly assembly) throws InterruptedException {
        Thread receiver = Thread.ofPlatform()
                .daemon()
                .name("commands")
                .start(new ReceiveCommands(client.link(), client.work().inbox(), assembly.backoff(), log));
        Finish finish = client.work().agent().run();
        receiver.interrupt();
        return finish;
    }

    private Finish workOnce(Client client) throws IOException, InterruptedException {
        try {
            client.link().receive(ONCE).ifPresent(client.work().inbox()::put);
        } catch (LinkException e) {
            throw new IOException(e.getMessage(), e);
        }
        return client.work().agent().takeOne();
    }

    private int reboot(String command, BootEnvironment environment) throws IOException, InterruptedException {
        String argument;
        try {
            argument = environment.rebootArgument().orElse("");
        } catch (BootEnvironmentException e) {
            throw new IOException(e.getMessage(), e);
        }
        log.info("reboot wanted", "command", command, "argument", argument);
        if (!command.isEmpty()) {
            new RebootCommand(command).reboot(argument);
        }
        return REBOOT;
    }

    private static int exitCode(Lifecycle state) {
        return switch (state) {
            case Lifecycle.Failed _, Lifecycle.Rejected _, Lifecycle.RolledBack _ -> FAILED;
            case Lifecycle.Idle _, Lifecycle.Committed _, Lifecycle.Cancelled _, Lifecycle.UnderWay _ -> OK;
        };
    }

    private SlotName bootedSlot(Assembly assembly) throws ConfigurationException {
        SlotName told = commandLine.booted();
        if (told != null) {
            return told;
        }
        return assembly.slots().booted();
    }

    /** Holds the data directory for this process; the system lets it go when the process ends, however it ends. */
    private FileChannel lock(Path file) throws IOException, InterruptedException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        for (long left = commandLine.patient() ? LONGEST_WAIT.toMillis() : 0; lock == null && left > 0; ) {
            Thread.sleep(BETWEEN_LOOKS);
            left -= BETWEEN_LOOKS.toMillis();
            lock = channel.tryLock();
        }
        if (lock == null) {
            channel.close();
            throw new IOException("Another slipway-client works on " + file.getParent());
        }
        return channel;
    }
}
