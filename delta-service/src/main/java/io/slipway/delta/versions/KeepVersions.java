package io.slipway.delta.versions;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

import org.jboss.logging.Logger;

import io.slipway.delta.generation.Image;

/** Looks at all images that nobody wants and has those kept as deltas that may be; and warms what must be warm. May be repeated at any time. */
public final class KeepVersions {

    private static final Logger LOG = Logger.getLogger(KeepVersions.class);
    private static final int PAGE = 100;

    private final StoredVersions versions;
    private final CoolingRules rules;
    private final boolean onlyNewest;
    private final KeptImages observer;
    private final Clock clock;

    /**
     * The use case.
     *
     * @param onlyNewest whether older versions become cold; otherwise none does
     */
    public KeepVersions(
            StoredVersions versions, CoolingRules rules, boolean onlyNewest, KeptImages observer, Clock clock) {
        this.versions = versions;
        this.rules = rules;
        this.onlyNewest = onlyNewest;
        this.observer = observer;
        this.clock = clock;
    }

    /** Looks once; blocks. */
    public void look() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        versions.warmNewest(PAGE, now)
                .forEach(image -> LOG.infof("Cold image is the newest version, warmed %s", keys(image)));
        if (onlyNewest) {
            cool(now);
        } else {
            warmStored(now);
        }
        observer.counted(versions.count());
    }

    /** Of what became cold before the configuration changed, what is still there stays. */
    private void warmStored(Instant now) {
        List<Image> page;
        do {
            page = versions.stored(now, PAGE);
            page.forEach(image -> versions.warm(image, now));
        } while (page.size() == PAGE);
    }

    private void cool(Instant now) {
        Instant since = now.minus(rules.coldAfter());
        List<Image> page = versions.unwanted(since, Optional.empty(), PAGE);
        while (!page.isEmpty()) {
            for (Image image : page) {
                log(versions.decide(image, facts -> rules.decide(facts, now), now));
            }
            page = page.size() < PAGE ? List.of() : versions.unwanted(since, Optional.of(page.getLast()), PAGE);
        }
    }

    private static void log(Keeping keeping) {
        switch (keeping) {
            case Keeping.AsItIs() -> {
                // Most images, at each look.
            }
            case Keeping.UntilProven(var way) ->
                LOG.infof(
                        "Proof that image can become cold requested %s base=%s",
                        keys(way.image()), way.base().sha256());
            case Keeping.AsDelta(var way) ->
                LOG.infof(
                        "Image is cold %s base=%s",
                        keys(way.image()), way.base().sha256());
        }
    }

    private static String keys(Image image) {
        return "tenant=%s artifactDigest=%s".formatted(image.tenant(), image.sha256());
    }
}
