package io.slipway.client;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import io.slipway.client.config.Configuration;
import io.slipway.client.config.Configuration.Local;
import io.slipway.client.consent.Asked;
import io.slipway.client.consent.ConsentAudience;
import io.slipway.client.consent.LocalConsent;
import io.slipway.client.consent.SteadyClock;
import io.slipway.client.consent.file.AskedFile;
import io.slipway.client.consent.json.ConsentRequests;
import io.slipway.client.health.CheckRunner;
import io.slipway.client.health.Examination;
import io.slipway.client.health.ExamineSystem;
import io.slipway.client.health.Vitals;
import io.slipway.client.hook.ExamineWithHooks;
import io.slipway.client.hook.HookShelf;
import io.slipway.client.hook.RunHooks;
import io.slipway.client.hook.file.HookDirectory;
import io.slipway.client.log.EventLog;
import io.slipway.client.notification.Bulletin;
import io.slipway.client.notification.Requests;
import io.slipway.client.notification.SocketPlace;
import io.slipway.client.notification.StateFormat;
import io.slipway.client.notification.StateReader;
import io.slipway.client.notification.UpdateState.ConsentWanted;
import io.slipway.client.notification.file.StateFile;
import io.slipway.client.notification.json.JsonUpdateState;
import io.slipway.client.notification.socket.EventSocket;
import io.slipway.client.time.MonotonicTime;
import io.slipway.client.update.Companions;
import io.slipway.client.watchdog.FeedWatchdog;
import io.slipway.client.watchdog.file.WatchdogDevice;

/** Joins what the client has to do with the machine's other programs, and its watchdog, by hand. */
final class LocalPrograms {

    private static final StateFormat FORMAT = new JsonUpdateState();

    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final Configuration configuration;
    private final Clock clock;
    private final EventLog log;
    private final Vitals vitals = new Vitals(MonotonicTime.SYSTEM);
    private final RunHooks hooks;
    private final Bulletin bulletin;
    private final LocalConsent consent;
    private final Optional<FeedWatchdog> feeder;
    private boolean isStarted;

    LocalPrograms(Configuration configuration, Clock clock, EventLog log) {
        this.configuration = configuration;
        this.clock = clock;
        this.log = log;
        Local local = configuration.local();
        this.hooks = new RunHooks(
                local.hooks().<HookShelf>map(HookDirectory::new).orElse(HookShelf.EMPTY),
                FORMAT,
                local.hookTimeout(),
                log);
        this.bulletin = new Bulletin(FORMAT, clock, log);
        this.consent = new LocalConsent(
                local.consent(),
                new AskedFile(configuration.data().resolve("consent.json"), log),
                new Audience(bulletin),
                new SteadyClock(clock, MonotonicTime.SYSTEM),
                log);
        this.feeder = local.watchdog()
                .map(guard -> new FeedWatchdog(
                        () -> WatchdogDevice.open(guard.device()),
                        guard.settings(),
                        vitals,
                        MonotonicTime.SYSTEM,
                        log));
    }

    Companions companions() {
        return new Companions(bulletin, hooks, consent, vitals, clock);
    }

    /** Starts the threads that serve local programs and feed the watchdog; they end with the process. Does nothing the second time. */
    void start() {
        if (isStarted) {
            return;
        }
        isStarted = true;
        List<StateReader> readers = new ArrayList<>();
        Local local = configuration.local();
        local.notification().file().map(StateFile::new).ifPresent(readers::add);
        local.notification().socket().flatMap(this::listen).ifPresent(readers::add);
        start("notification", () -> bulletin.run(readers));
        feeder.ifPresent(f -> start("watchdog", f));
    }

    /** Before the process ends: hands the watchdog back if it is to be, and waits a moment for the newest state to be passed on. */
    void finish() throws InterruptedException {
        feeder.ifPresent(FeedWatchdog::beat);
        bulletin.awaitPassedOn(LAST_WORDS);
    }

    /** What decides on a trial, hooks included. */
    Examination examination(CheckRunner runner) {
        return new ExamineWithHooks(
                new ExamineSystem(
                        configuration.healthChecks(), configuration.soak(), runner, MonotonicTime.SYSTEM, vitals),
                hooks,
                bulletin::current,
                vitals);
    }

    /** An update does not fail because nobody can be told of it. */
    private Optional<StateReader> listen(SocketPlace place) {
        Requests requests = new ConsentRequests(consent);
        try {
            EventSocket socket = EventSocket.open(place, requests, log);
            start("local-socket", socket);
            return Optional.of(socket);
        } catch (IOException e) {
            log.error("local programs cannot connect", "socket", place.path(), "cause", e);
            return Optional.empty();
        }
    }

    private static void start(String name, Runnable work) {
        Thread.ofPlatform().daemon().name(name).start(work);
    }

    /** Tells local programs that they are asked. */
    private record Audience(Bulletin bulletin) implements ConsentAudience {

        @Override
        public void wanted(Asked asked, Optional<Instant> deadline) {
            boolean deferred = !asked.notBefore().equals(asked.at());
            bulletin.consent(Optional.of(new ConsentWanted(
                    asked.occasion().name().toLowerCase(Locale.ROOT),
                    deadline,
                    deferred ? Optional.of(asked.notBefore()) : Optional.empty())));
        }

        @Override
        public void settled() {
            bulletin.consent(Optional.empty());
        }
    }
}
