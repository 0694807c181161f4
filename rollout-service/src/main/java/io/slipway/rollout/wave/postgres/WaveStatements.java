package io.slipway.rollout.wave.postgres;

import io.slipway.rollout.Topics;
import io.slipway.rollout.deployment.Reasons;

/**
 * The SQL of waves. Each statement treats a whole wave, and what it tells devices goes into the outbox by the very statement that changes the deployment,
 * so neither is ever there without the other.
 */
final class WaveStatements {

    /** One row for each selection. */
    static final String COUNT = """
            select wish.rollout, (select count(*) from selected_devices(:tenant, wish.types, wish.filter)) as selected
            from jsonb_to_recordset(cast(cast(:wishes as text) as jsonb)) as wish (rollout uuid, types jsonb, filter jsonb)""";

    static final String ADD_WAVES = """
            insert into wave (tenant, rollout_id, number, devices)
            select cast(:tenant as text), cast(:rollout as uuid), size.number, cast(size.devices as integer)
            from jsonb_array_elements_text(cast(cast(:sizes as text) as jsonb)) with ordinality as size (devices, number)""";

    /** The n-th device by id goes to the wave whose range of numbers holds n. */
    static final String ASSIGN = """
            insert into assignment (tenant, rollout_id, wave, device_id)
            select cast(:tenant as text), cast(:rollout as uuid), ranged.number, numbered.device_id
            from (select device_id, row_number() over (order by device_id) as position
                    from selected_devices(:tenant, cast(cast(:types as text) as jsonb), cast(cast(:filter as text) as jsonb))) as numbered
            join (select number, sum(devices) over (order by number) as upto, devices
                    from wave where tenant = :tenant and rollout_id = :rollout) as ranged
                on numbered.position <= ranged.upto and numbered.position > ranged.upto - ranged.devices""";

    static final String MARK_STARTED =
            "update wave set started_at = :now where tenant = :tenant and rollout_id = :rollout and number = :wave";

    /**
     * The devices of a wave, each looked up by its key: {@code offset 0} keeps the planner from joining the tables otherwise. With statistics of before
     * the tenant came it takes 20 000 devices for one and compares every assignment with every device.
     */
    private static final String DEVICES_OF_THE_WAVE = """
            from assignment a cross join lateral (
                select d.installed, d.revoked_at from device d where d.tenant = a.tenant and d.device_id = a.device_id offset 0) as v
            where a.tenant = :tenant and a.rollout_id = :rollout and a.wave = :wave""";

    /** Deployments and commands for all devices of the wave that are free. Who became busy in this instant is caught by the unique index. */
    static final String SCHEDULE = """
            with candidate as (
                select a.device_id, (select c ->> 'version' from jsonb_array_elements(v.installed) as c
                        where c ->> 'component' = :component limit 1) as version_before
                %s and v.revoked_at is null
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
            from scheduled""".formatted(DEVICES_OF_THE_WAVE, Topics.COMMANDS);

    /** Whoever of the wave got no deployment: revoked, or busy with another. */
    static final String SKIP = """
            insert into deployment (deployment_id, tenant, rollout_id, wave, device_id, stage, presumed, reason_code, reason_detail,
                version_target, timeline, patience_seconds, trace_id, changed_at)
            select gen_random_uuid(), :tenant, :rollout, :wave, a.device_id, 'rejected', true,
                case when v.revoked_at is null then '%s' else '%s' end,
                case when v.revoked_at is null then 'The device has an unfinished deployment.' else 'The device was revoked.' end,
                :version, jsonb_build_object('rejected', cast(:instant as text)), :patience, nullif(:trace, ''), :now
            %s
            on conflict (tenant, rollout_id, device_id) do nothing""".formatted(Reasons.DEVICE_BUSY, Reasons.DEVICE_REVOKED, DEVICES_OF_THE_WAVE);

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
            with wanted as (select cast(id as uuid) as rollout_id from jsonb_array_elements_text(cast(cast(:rollouts as text) as jsonb)) as id),
            by_stage as (
                select d.rollout_id, d.wave, d.stage, count(*) as n, count(*) filter (where d.presumed and d.stage = 'rejected') as skipped
                from wanted join deployment d on d.tenant = :tenant and d.rollout_id = wanted.rollout_id
                group by d.rollout_id, d.wave, d.stage),
            by_wave as (
                select rollout_id, wave, jsonb_object_agg(stage, n) as counts, sum(skipped) as skipped from by_stage group by rollout_id, wave)
            select w.rollout_id as rollout, w.number, w.devices, coalesce(c.counts, '{}') as counts, coalesce(c.skipped, 0) as skipped
            from wanted join wave w on w.tenant = :tenant and w.rollout_id = wanted.rollout_id
            left join by_wave c on c.rollout_id = w.rollout_id and c.wave = w.number
            order by w.rollout_id, w.number""";

    private WaveStatements() {}
}
