package io.slipway.rollout.wave.postgres;

import io.slipway.rollout.Topics;
import io.slipway.rollout.deployment.Reasons;

/**
 * The SQL of waves. Each statement treats a whole wave, and what it tells devices goes into the outbox by the very statement that changes the deployment,
 * so neither is ever there without the other.
 */
final class WaveStatements {

    /** Which devices a rollout gets, joined as {@code device}. */
    private static final String SELECTED = """
            device
            where device.tenant = :tenant and device.enrolled_at is not null and device.revoked_at is null
                and device.device_type in (select jsonb_array_elements_text(cast(cast(:types as text) as jsonb)))
                and device_fits(device, cast(cast(:filter as text) as jsonb))""";

    static final String COUNT = "select count(*) as selected from " + SELECTED;

    static final String ADD_WAVES = """
            insert into wave (tenant, rollout_id, number, devices)
            select cast(:tenant as text), cast(:rollout as uuid), size.number, cast(size.devices as integer)
            from jsonb_array_elements_text(cast(cast(:sizes as text) as jsonb)) with ordinality as size (devices, number)""";

    /** The n-th device by id goes to the wave whose range of numbers holds n. */
    static final String ASSIGN = """
            insert into assignment (tenant, rollout_id, wave, device_id)
            select cast(:tenant as text), cast(:rollout as uuid), ranged.number, numbered.device_id
            from (select device_id, row_number() over (order by device_id) as position from %s) as numbered
            join (select number, sum(devices) over (order by number) as upto, devices
                    from wave where tenant = :tenant and rollout_id = :rollout) as ranged
                on numbered.position <= ranged.upto and numbered.position > ranged.upto - ranged.devices""".formatted(SELECTED);

    static final String MARK_STARTED =
            "update wave set started_at = :now where tenant = :tenant and rollout_id = :rollout and number = :wave";

    /** Deployments and commands for all devices of the wave that are free. Who became busy in this instant is caught by the unique index. */
    static final String SCHEDULE = """
            with candidate as (
                select a.device_id, (select c ->> 'version' from jsonb_array_elements(v.installed) as c
                        where c ->> 'component' = :component limit 1) as version_before
                from assignment a join device v on v.tenant = a.tenant and v.device_id = a.device_id and v.revoked_at is null
                where a.tenant = :tenant and a.rollout_id = :rollout and a.wave = :wave
                order by a.device_id),
            scheduled as (
                insert into deployment (deployment_id, tenant, rollout_id, wave, device_id, stage, version_before, version_target,
                    timeline, deadline, patience_seconds, trace_id, changed_at)
                select gen_random_uuid(), :tenant, :rollout, :wave, device_id, 'scheduled', version_before, :version,
                    jsonb_build_object('scheduled', cast(:instant as text)), :deadline, :patience, nullif(:trace, ''), :now
                from candidate
                on conflict do nothing
                returning deployment_id, device_id)
            insert into outbox (event_id, topic, message_key, event_type, occurred_at, traceparent, payload)
            select gen_random_uuid(), '%s', :tenant || '/' || device_id, 'InstallUpdate', :now, nullif(:traceparent, ''),
                cast(json_build_object('tenant', cast(:tenant as text), 'deviceId', device_id, 'deploymentId', deployment_id, 'rolloutId', cast(:rollout as uuid),
                    'release', cast(cast(:release as text) as json), 'components', cast(cast(:components as text) as json),
                    'issuedAt', cast(:instant as text)) as text)
            from scheduled""".formatted(Topics.COMMANDS);

    /** Whoever of the wave got no deployment: revoked, or busy with another. */
    static final String SKIP = """
            insert into deployment (deployment_id, tenant, rollout_id, wave, device_id, stage, presumed, reason_code, reason_detail,
                version_target, timeline, patience_seconds, trace_id, changed_at)
            select gen_random_uuid(), :tenant, :rollout, :wave, a.device_id, 'rejected', true,
                case when v.revoked_at is null then '%s' else '%s' end,
                case when v.revoked_at is null then 'The device has an unfinished deployment.' else 'The device was revoked.' end,
                :version, jsonb_build_object('rejected', cast(:instant as text)), :patience, nullif(:trace, ''), :now
            from assignment a join device v on v.tenant = a.tenant and v.device_id = a.device_id
            where a.tenant = :tenant and a.rollout_id = :rollout and a.wave = :wave
            on conflict (tenant, rollout_id, device_id) do nothing""".formatted(Reasons.DEVICE_BUSY, Reasons.DEVICE_REVOKED);

    /** What no device has begun ends, and the device has nothing pending any more. */
    static final String CANCEL_WAITING = """
            with cancelled as (
                update deployment set stage = 'cancelled', presumed = true, reason_code = :code, reason_detail = :detail, deadline = null,
                    changed_at = :now, timeline = timeline || jsonb_build_object('cancelled', cast(:instant as text))
                where tenant = :tenant and rollout_id = :rollout and stage in ('scheduled', 'offered')
                returning device_id)
            insert into outbox (event_id, topic, message_key, event_type, occurred_at)
            select gen_random_uuid(), '%s', :tenant || '/' || device_id, 'Tombstone', :now from cancelled""".formatted(Topics.COMMANDS);

    /** Devices at work are asked to stop; they answer with a report. */
    static final String ASK_TO_CANCEL = """
            with asked as (
                update deployment set cancelling = true, changed_at = :now, deadline = cast(:now as timestamptz) + make_interval(secs => patience_seconds)
                where tenant = :tenant and rollout_id = :rollout and active and not cancelling
                returning deployment_id, device_id)
            insert into outbox (event_id, topic, message_key, event_type, occurred_at, traceparent, payload)
            select gen_random_uuid(), '%s', :tenant || '/' || asked.device_id, 'CancelUpdate', :now, r.traceparent,
                cast(json_build_object('tenant', cast(:tenant as text), 'deviceId', asked.device_id, 'deploymentId', asked.deployment_id,
                    'rolloutId', r.rollout_id, 'reason', cast(:detail as text), 'issuedAt', cast(:instant as text)) as text)
            from asked join rollout r on r.tenant = :tenant and r.rollout_id = :rollout""".formatted(Topics.COMMANDS);

    static final String TALLY = """
            select w.number, w.devices, coalesce(c.counts, '{}') as counts, coalesce(c.skipped, 0) as skipped
            from wave w left join (
                select wave, jsonb_object_agg(stage, n) as counts, sum(skipped) as skipped
                from (select wave, stage, count(*) as n, count(*) filter (where presumed and stage = 'rejected') as skipped
                        from deployment where tenant = :tenant and rollout_id = :rollout group by wave, stage) as by_stage
                group by wave) as c on c.wave = w.number
            where w.tenant = :tenant and w.rollout_id = :rollout order by w.number""";

    private WaveStatements() {}
}
