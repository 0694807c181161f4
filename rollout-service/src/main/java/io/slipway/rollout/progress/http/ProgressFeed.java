package io.slipway.rollout.progress.http;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.Response.Status;
import org.jboss.logging.Logger;

import io.slipway.rollout.Problem;
import io.slipway.rollout.RolloutConfig;
import io.slipway.rollout.Timers;
import io.slipway.rollout.deployment.RolloutKey;
import io.slipway.rollout.progress.ProgressSummary;
import io.slipway.rollout.progress.WatchProgress;

/**
 * Looks at each watched rollout once per interval, however many watch it, and tells them what changed.
 *
 * <p>For each watcher at most the latest summary waits to be sent: a slow browser misses intermediate ones. A rollout that nobody watches is not looked
 * at.
 */
@ApplicationScoped
class ProgressFeed {

    private static final Logger LOG = Logger.getLogger(ProgressFeed.class);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    /** The pause after a look is at least so many times what the look took. */
    private static final int REST = 4;

    private final Map<RolloutKey, Watched> watched = new ConcurrentHashMap<>();
    private final AtomicInteger watchers = new AtomicInteger();
    private final WatchProgress progress;
    private final ObjectMapper json;
    private final Timers timers;
    private final RolloutConfig config;

    ProgressFeed(
            WatchProgress progress, ObjectMapper json, Timers timers, RolloutConfig config, MeterRegistry metrics) {
        this.progress = progress;
        this.json = json;
        this.timers = timers;
        this.config = config;
        Gauge.builder("slipway_rollout_progress_watchers", watchers, AtomicInteger::get)
                .description("Browsers that watch a rollout")
                .register(metrics);
    }

    /** What is sent to those who watch. */
    sealed interface Signal {

        /** The rollout looks like this now. */
        record Progress(String json) implements Signal {}

        /** Nothing changed for a while. */
        record Alive() implements Signal {}
    }

    /**
     * Asks for room for one more watcher.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 429 if there is none
     */
    void requireRoom() {
        if (watchers.get() >= config.watchers()) {
            throw tooMany();
        }
    }

    /** Watches one rollout until the subscriber goes away or the service stops. Fails if there is no room after all. */
    Multi<Signal> watch(RolloutKey key) {
        return Multi.createFrom().emitter(emitter -> join(key, emitter), BackPressureStrategy.LATEST);
    }

    /** An open stream would hold up the shutdown for its whole time limit. */
    void onStop(@Observes ShutdownDelayInitiatedEvent event) {
        watched.values().forEach(Watched::end);
    }

    private void join(RolloutKey key, MultiEmitter<? super Signal> emitter) {
        if (watchers.incrementAndGet() > config.watchers()) {
            watchers.decrementAndGet();
            emitter.fail(tooMany());
            return;
        }
        emitter.onTermination(() -> {
            watchers.decrementAndGet();
            watched.computeIfPresent(key, (same, it) -> it.without(emitter) ? it : null);
        });
        watched.compute(key, (same, present) -> present == null ? begin(key, emitter) : present.with(emitter))
                .greet(emitter);
    }

    private HttpProblem tooMany() {
        return Problem.of(
                Status.TOO_MANY_REQUESTS,
                "too-many-watchers",
                "Already " + config.watchers() + " pages watch; close one, or try later.");
    }

    private Watched begin(RolloutKey key, MultiEmitter<? super Signal> emitter) {
        Watched it = new Watched().with(emitter);
        timers.after(Duration.ZERO, () -> look(key, it));
        return it;
    }

    private void look(RolloutKey key, Watched it) {
        if (watched.get(key) != it) {
            return;
        }
        long begun = System.nanoTime();
        Uni.createFrom()
                .completionStage(() -> progress.look(key))
                .invoke(it::show)
                .onFailure()
                .invoke(failure ->
                        LOG.warnf(failure, "Rollout not looked at tenant=%s rolloutId=%s", key.tenant(), key.id()))
                .onTermination()
                .invoke(() -> timers.after(pause(begun), () -> look(key, it)))
                .subscribe()
                .with(found -> {}, failure -> {});
    }

    /** A look that takes long, at a rollout of a hundred thousand devices, is repeated less often: watching takes a share of the database, not all of it. */
    private Duration pause(long begun) {
        Duration taken = Duration.ofNanos(System.nanoTime() - begun);
        Duration rest = taken.multipliedBy(REST);
        return rest.compareTo(config.look()) > 0 ? rest : config.look();
    }

    /** Those who watch one rollout, and what they saw last. */
    private final class Watched {

        private final Set<MultiEmitter<? super Signal>> emitters = ConcurrentHashMap.newKeySet();
        private Signal.Progress latest = new Signal.Progress("");
        private Duration quiet = Duration.ZERO;

        synchronized Watched with(MultiEmitter<? super Signal> emitter) {
            emitters.add(emitter);
            return this;
        }

        /** Not while the map is locked: whoever is gone already leaves at once. */
        synchronized void greet(MultiEmitter<? super Signal> emitter) {
            if (!latest.json().isEmpty()) {
                emitter.emit(latest);
            }
        }

        synchronized boolean without(MultiEmitter<? super Signal> emitter) {
            emitters.remove(emitter);
            return !emitters.isEmpty();
        }

        synchronized void end() {
            emitters.forEach(MultiEmitter::complete);
        }

        synchronized void show(Optional<ProgressSummary> found) {
            if (found.isEmpty()) {
                return;
            }
            Signal.Progress now = new Signal.Progress(write(found.get()));
            if (!now.equals(latest)) {
                latest = now;
                quiet = Duration.ZERO;
                emitters.forEach(emitter -> emitter.emit(now));
                return;
            }
            quiet = quiet.plus(config.look());
            if (quiet.compareTo(HEARTBEAT) >= 0) {
                quiet = Duration.ZERO;
                emitters.forEach(Watched::beat);
            }
        }

        /** Only to those who wait for something: to others it would take the place of a summary. */
        private static void beat(MultiEmitter<? super Signal> emitter) {
            if (emitter.requested() > 0) {
                emitter.emit(new Signal.Alive());
            }
        }
    }

    private String write(ProgressSummary summary) {
        try {
            return json.writeValueAsString(ProgressView.of(summary));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a summary cannot be written as JSON", e);
        }
    }
}
