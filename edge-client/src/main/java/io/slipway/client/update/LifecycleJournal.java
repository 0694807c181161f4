package io.slipway.client.update;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.slipway.client.journal.RecordLog;
import io.slipway.client.update.Lifecycle.Ended;
import io.slipway.client.update.Lifecycle.Idle;

/** Where the update stands and how the last ones ended, on the medium before anybody acts on it. One thread. */
public final class LifecycleJournal {

    /** Ended deployments that are remembered, to answer commands that come again. */
    public static final int MEMORY = 16;

    private static final int RECORDS_BEFORE_COMPACTION = 500;

    private final RecordLog log;
    private final LifecycleCodec codec;
    private final List<Ended> ended = new ArrayList<>();
    private Lifecycle current = new Idle();

    /** Takes up what {@code log} holds. */
    public LifecycleJournal(RecordLog log, LifecycleCodec codec) {
        this.log = log;
        this.codec = codec;
        log.records().forEach(record -> remember(codec.read(record)));
    }

    /** The state in {@code records} of a log, for those who only look. */
    public static Lifecycle last(List<String> records, LifecycleCodec codec) {
        return records.isEmpty() ? new Idle() : codec.read(records.getLast());
    }

    public Lifecycle current() {
        return current;
    }

    /** How the deployment ended, if it is one of the last {@value #MEMORY}. */
    public Optional<Ended> outcomeOf(UUID deploymentId) {
        return ended.reversed().stream()
                .filter(e -> e.ending().deploymentId().equals(deploymentId))
                .findFirst();
    }

    /** Makes {@code next} the current state. When this returns, a crash does not undo it. */
    public void move(Lifecycle next) {
        if (log.records().size() >= RECORDS_BEFORE_COMPACTION) {
            compact();
        }
        log.append(codec.write(next));
        remember(next);
    }

    private void compact() {
        List<String> kept = new ArrayList<>(ended.stream().map(codec::write).toList());
        kept.add(codec.write(current));
        log.replace(kept);
    }

    private void remember(Lifecycle state) {
        current = state;
        if (state instanceof Ended end) {
            ended.removeIf(e -> e.ending().deploymentId().equals(end.ending().deploymentId()));
            ended.add(end);
            if (ended.size() > MEMORY) {
                ended.removeFirst();
            }
        }
    }
}
