package io.slipway.rollout.deployment.postgres;

import java.util.UUID;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

import io.slipway.rollout.Topics;
import io.slipway.rollout.deployment.Reasons;

/** The statements that end deployments of which nothing will be heard. */
final class SilentEnd {

    /**
     * Overdue deployments and those of revoked devices, locked, each with the end it gets. Rows that a report holds at the moment are left for the next
     * time. Both halves come from an index, so that a tick costs what it ends, not what is under way.
     */
    static final String SELECT = """
            select d.tenant, d.rollout_id, d.deployment_id,
                case when v.revoked_at is not null or d.cancelling then 'cancelled' else 'failed' end as stage,
                case when v.revoked_at is not null then '%s' when d.cancelling then '%s' else '%s' end as reason_code,
                case when v.revoked_at is not null then 'The device was revoked.'
                    else 'Nothing was heard of the device for ' || d.patience_seconds || ' s; it was ' || d.stage || '.' end as reason_detail
            from deployment d left join device v on v.tenant = d.tenant and v.device_id = d.device_id
            where d.active and d.deployment_id in (
                (select deployment_id from deployment where active and deadline <= :now order by deadline limit :limit)
                union all
                (select b.deployment_id
                    from device gone join deployment b on b.tenant = gone.tenant and b.device_id = gone.device_id and b.active
                    where gone.revoked_at is not null limit :limit))
            order by d.deadline limit :limit
            for update of d skip locked""".formatted(Reasons.DEVICE_REVOKED, Reasons.CANCEL_UNCONFIRMED, Reasons.TIMED_OUT);

    /** Ends what was selected, and leaves the tombstones. */
    static final String END = """
            with ending as (
                update deployment d set
                    stage = e.stage, presumed = true, reason_code = e.reason_code, reason_detail = e.reason_detail,
                    cancelling = false, deadline = null, changed_at = :now,
                    timeline = d.timeline || jsonb_build_object(e.stage, cast(:instant as text))
                from jsonb_to_recordset(cast(cast(:ends as text) as jsonb))
                    as e (deployment_id uuid, stage text, reason_code text, reason_detail text)
                where d.deployment_id = e.deployment_id
                returning d.tenant, d.device_id)
            insert into outbox (event_id, topic, message_key, event_type, occurred_at)
            select gen_random_uuid(), '%s', tenant || '/' || device_id, 'Tombstone', :now from ending""".formatted(Topics.COMMANDS);

    private SilentEnd() {}

    /** A row of {@link #SELECT}. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Row(
            String tenant, UUID rolloutId, UUID deploymentId, String stage, String reasonCode, String reasonDetail) {}
}
