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
import io.slipway.client.bootloader.BootEnvironment;
import io.slipway.client.bootloader.BootEnvironmentException;
import io.slipway.client.bootloader.process.RebootCommand;
import io.slipway.client.config.Configuration;
import io.slipway.client.config.ConfigurationException;
import io.slipway.client.config.file.ConfigurationFile;
import io.slipway.client.consent.json.ConsentCommand;
import io.slipway.client.journal.JournalException;
import io.slipway.client.journal.file.FileRecordLog;
import io.slipway.client.link.DeliverReports;
import io.slipway.client.link.LinkException;
import io.slipway.client.link.ReceiveCommands;
import io.slipway.client.log.EventLog;
import io.slipway.client.notification.socket.EventSocket;
import io.slipway.client.notification.socket.LocalClient;
import io.slipway.client.provisioning.DeviceIdentity;
import io.slipway.client.provisioning.EnrolmentRefusedException;
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
        } catch (ConfigurationException | EnrolmentRefusedException | JournalException | IOException e) {
            System.err.println("slipway-client: " + e.getMessage());
            return FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }

    private int act() throws ConfigurationException, EnrolmentRefusedException, IOException, InterruptedException {
        Configuration configuration = ConfigurationFile.read(commandLine.configuration());
        return switch (commandLine.action()) {
            case STATUS -> {
                System.out.println(StatusLine.of(LifecycleJournal.last(
                        FileRecordLog.read(Assembly.lifecycleFile(configuration)), new JsonLifecycleCodec())));
                yield OK;
            }
            case CONSENT -> consent(configuration);
            case ENROL, ONCE, RUN, SLOTS -> {
                Files.createDirectories(configuration.data());
                try (FileChannel lock = lock(configuration.data().resolve("lock"))) {
                    yield actAlone(configuration);
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
        EventSocket.Place socket = configuration
                .local()
                .notification()
                .socket()
                .orElseThrow(() -> new ConfigurationException(
                        "Setting notification.socket is missing in " + commandLine.configuration()));
        String answer = LocalClient.ask(socket.path(), request.get(), ONCE);
        System.out.println(answer);
        return ConsentCommand.isRefusal(answer) ? FAILED : OK;
    }

    private int actAlone(Configuration configuration)
            throws ConfigurationException, EnrolmentRefusedException, IOException, InterruptedException {
        Assembly assembly = new Assembly(configuration, log, Clock.systemUTC(), MonotonicTime.SYSTEM);
        if (commandLine.action() == CommandLine.Action.SLOTS) {
            return slots(assembly.slots());
        }
        boolean enrolOnly = commandLine.action() == CommandLine.Action.ENROL;
        DeviceIdentity identity = enrol(assembly, configuration);
        if (enrolOnly) {
            return OK;
        }
        Client client = assembly.client(identity, bootedSlot(assembly));
        return work(client, assembly, configuration);
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
        Thread sender = Thread.ofPlatform()
                .daemon()
                .name("reports")
                .start(new DeliverReports(client.reports(), client.link(), assembly.backoff(), log));
        client.local().start();
        client.agent().start();
        Finish finish =
                switch (commandLine.action()) {
                    case ONCE -> workOnce(client);
                    case RUN, STATUS, ENROL, SLOTS, CONSENT -> workOn(client, assembly);
                };
        client.reports().awaitEmpty(LAST_REPORTS);
        sender.interrupt();
        client.link().close();
        client.local().finish();
        return switch (finish) {
            case REBOOT -> reboot(configuration.boot().rebootCommand(), assembly.bootEnvironment());
            case REST -> exitCode(client.agent().state());
        };
    }

    private Finish workOn(Client client, Assembly assembly) throws InterruptedException {
        Thread receiver = Thread.ofPlatform()
                .daemon()
                .name("commands")
                .start(new ReceiveCommands(client.link(), client.inbox(), assembly.backoff(), log));
        Finish finish = client.agent().run();
        receiver.interrupt();
        return finish;
    }

    private Finish workOnce(Client client) throws IOException, InterruptedException {
        if (client.agent().advance() == Finish.REBOOT) {
            return Finish.REBOOT;
        }
        try {
            client.link().receive(ONCE).ifPresent(client.inbox()::put);
        } catch (LinkException e) {
            throw new IOException(e.getMessage(), e);
        }
        return client.agent().takeOne();
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
    private static FileChannel lock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            throw new IOException("Another slipway-client works on " + file.getParent());
        }
        return channel;
    }
}
