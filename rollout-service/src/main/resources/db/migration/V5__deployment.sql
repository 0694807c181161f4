create table deployment (
    deployment_id    uuid             not null primary key,
    tenant           text collate "C" not null,
    rollout_id       uuid             not null,
    wave             integer          not null,
    device_id        text collate "C" not null,
    stage            text             not null,
    presumed         boolean          not null default false,
    reason_code      text,
    reason_detail    text,
    sequence         bigint           not null default 0,
    bytes_done       bigint           not null default 0,
    bytes_total      bigint           not null default 0,
    bytes_downloaded bigint           not null default 0,
    cancelling       boolean          not null default false,
    version_before   text,
    version_target   text             not null,
    timeline         jsonb            not null,
    deadline         timestamptz,
    patience_seconds bigint           not null,
    trace_id         text,
    changed_at       timestamptz      not null,
    active           boolean          not null generated always as (stage in
        ('scheduled', 'offered', 'accepted', 'downloading', 'installing', 'rebooting', 'verifying')) stored,
    unique (tenant, rollout_id, device_id),
    check (active = (deadline is not null))
);
-- A device has one deployment at a time, whatever the rollouts do at the same moment.
create unique index deployment_one_active on deployment (tenant, device_id) where active;
create index deployment_tally on deployment (tenant, rollout_id, wave, stage, presumed);
create index deployment_deadline on deployment (deadline) where active;
create index deployment_of_device on deployment (tenant, device_id, changed_at desc);
