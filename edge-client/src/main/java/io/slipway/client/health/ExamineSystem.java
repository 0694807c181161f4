package io.slipway.client.health;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.slipway.client.health.Verdict.Healthy;
import io.slipway.client.health.Verdict.Unhealthy;
import io.slipway.client.time.MonotonicTime;

/**
 * Tries the health checks, one at a time and in their order, each again after its interval, until all of them pass at once; then goes on for the time
 * of the soak, in which none may fail. A failure counts if the deadline of its check is over or the soak has begun.
 *
 * <p>It ends at the latest after the longest deadline, the longest up-time that is asked for, the soak, and one attempt at each check.
 */
public final class ExamineSystem implements Examination {

    /** How much longer than promised the thread may be silent: a machine that has just booted is busy. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final List<HealthCheck> checks;
    private final Duration soak;
    private final CheckRunner runner;
    private final MonotonicTime time;
    private final Vitals vitals;

    /** Without soak, by the system's time. */
    public ExamineSystem(List<HealthCheck> checks, CheckRunner runner) {
        this(checks, Duration.ZERO, runner, MonotonicTime.SYSTEM, new Vitals(MonotonicTime.SYSTEM));
    }

    /**
     * @param soak how long all checks must go on passing once they have passed
     * @param vitals hear of every attempt
     */
    public ExamineSystem(
            List<HealthCheck> checks, Duration soak, CheckRunner runner, MonotonicTime time, Vitals vitals) {
        this.checks = List.copyOf(checks);
        this.soak = soak;
        this.runner = runner;
        this.time = time;
        this.vitals = vitals;
    }

    @Override
    public Verdict examine(Map<String, String> context) throws InterruptedException {
        List<Course> courses = new ArrayList<>();
        for (HealthCheck check : checks) {
            courses.add(new Course(check, time.nanos()));
        }
        Verdict verdict = untilAllPass(courses, context);
        if (verdict instanceof Healthy && soak.isPositive()) {
            verdict = soak(courses, context);
        }
        switch (verdict) {
            case Healthy _ -> vitals.goingOn(GRACE); // for the commit
            case Unhealthy _ -> vitals.lose();
        }
        return verdict;
    }

    private Verdict untilAllPass(List<Course> courses, Map<String, String> context) throws InterruptedException {
        while (!courses.stream().allMatch(Course::passes)) {
            Course due = next(courses);
            Verdict verdict = attempt(due, courses, context);
            if (verdict instanceof Unhealthy failure && due.isOver(time.nanos())) {
                return failure;
            }
        }
        return new Healthy();
    }

    /** Every check is tried once more when the time of the soak is over, however long its interval. */
    private Verdict soak(List<Course> courses, Map<String, String> context) throws InterruptedException {
        long end = time.nanos() + soak.toNanos();
        List<Course> left = new ArrayList<>(courses);
        left.forEach(course -> course.notLaterThan(end));
        while (!left.isEmpty()) {
            Course due = next(left);
            if (attempt(due, courses, context) instanceof Unhealthy failure) {
                return failure;
            }
            if (due.lastBegun() - end >= 0) {
                left.remove(due);
            }
            due.notLaterThan(end);
        }
        return new Healthy();
    }

    private Verdict attempt(Course due, List<Course> all, Map<String, String> context) throws InterruptedException {
        long pause = due.nextAt() - time.nanos();
        if (pause > 0) {
            vitals.goingOn(GRACE.plusNanos(pause));
            time.pause(pause);
        }
        vitals.goingOn(GRACE.plus(due.check().pace().timeout()));
        due.begin(time.nanos());
        Verdict verdict = runner.run(due.check(), context);
        if (verdict instanceof Healthy && due.check().probe() instanceof Probe.UpTime(Duration least)) {
            verdict = standing(due, all, least);
        }
        due.end(verdict, time.nanos());
        return verdict;
    }

    /** Whether all others have been passing for {@code least}. */
    private Verdict standing(Course upTime, List<Course> all, Duration least) {
        long now = time.nanos();
        long shortest = least.toNanos();
        for (Course other : all) {
            if (!(other.check().probe() instanceof Probe.UpTime)) {
                shortest = Math.min(shortest, other.passingFor(now));
            }
        }
        return shortest >= least.toNanos()
                ? new Healthy()
                : new Unhealthy("check '%s' found the others passing for %d s, expected %d s"
                        .formatted(
                                upTime.check().name(),
                                Duration.ofNanos(shortest).toSeconds(),
                                least.toSeconds()));
    }

    /** By differences, because the moments may overflow. */
    private static Course next(List<Course> courses) {
        return courses.stream()
                .min((one, other) -> Long.signum(one.nextAt() - other.nextAt()))
                .orElseThrow();
    }
}
