package io.slipway.rollout.progress.http;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.NameBinding;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

import io.slipway.rollout.Problem;
import io.slipway.rollout.RolloutParameter;
import io.slipway.rollout.campaign.Campaigns;
import io.slipway.rollout.deployment.RolloutKey;

/** Refuses to watch what is not there, or one watcher too many, with an ordinary answer: once a stream of events has begun, it has the status 200. */
class WatchGate {

    private final Campaigns campaigns;
    private final ProgressFeed feed;

    WatchGate(Campaigns campaigns, ProgressFeed feed) {
        this.campaigns = campaigns;
        this.feed = feed;
    }

    /** Marks the method that is behind the gate. */
    @NameBinding
    @Retention(RetentionPolicy.RUNTIME)
    @interface BehindIt {}

    /** Lets the request pass with an empty item. */
    @BehindIt
    @ServerRequestFilter
    public Uni<Response> refuse(HttpHeaders headers, UriInfo address) {
        RolloutKey key = RolloutParameter.of(headers, address).key();
        feed.requireRoom();
        return Uni.createFrom()
                .completionStage(() -> campaigns.find(key))
                .map(found -> found.orElseThrow(() -> Problem.unknown("rollout", key.id())))
                .replaceWith(Uni.createFrom().nullItem());
    }
}
