create table rollout (
    tenant            text collate "C" not null,
    rollout_id        uuid             not null,
    name              text             not null,
    release_id        uuid             not null,
    filter            jsonb            not null,
    waves             jsonb            not null,
    success_threshold smallint         not null,
    error_limit       jsonb            not null,
    patience_seconds  bigint           not null,
    state             text             not null,
    reason_code       text,
    reason_detail     text,
    wave              integer,
    wave_count        integer,
    borne_failures    integer,
    waived_wave       integer,
    traceparent       text,
    created_at        timestamptz      not null,
    started_at        timestamptz,
    changed_at        timestamptz      not null,
    primary key (tenant, rollout_id),
    foreign key (tenant, release_id) references release (tenant, release_id)
);
create index rollout_newest on rollout (tenant, created_at desc, rollout_id desc);
create index rollout_movable on rollout (tenant, rollout_id) where state in ('draft', 'running');

create table wave (
    tenant     text collate "C" not null,
    rollout_id uuid             not null,
    number     integer          not null check (number > 0),
    devices    integer          not null check (devices > 0),
    started_at timestamptz,
    primary key (tenant, rollout_id, number),
    foreign key (tenant, rollout_id) references rollout (tenant, rollout_id)
);

-- Which device is in which wave: fixed when the rollout starts.
create table assignment (
    tenant     text collate "C" not null,
    rollout_id uuid             not null,
    wave       integer          not null,
    device_id  text collate "C" not null,
    primary key (tenant, rollout_id, wave, device_id)
);
