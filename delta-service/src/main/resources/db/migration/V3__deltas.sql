-- A job is named by its way: "<tenant>/<image>" for a full payload, "<tenant>/<image>/from-<source>" for a delta.
alter table payload_job rename column image_key to job_key;
alter table payload_job
    add column id            uuid not null default gen_random_uuid() unique,
    add column source_sha256 text,
    add column source_length bigint check (source_length > 0),
    -- Of a delta that was made and thrown away, and of the full payload that is used instead.
    add column delta_length  bigint check (delta_length > 0),
    add column full_length   bigint check (full_length > 0),
    -- Of the attempt under way, or of the last one.
    add column began_at      timestamptz,
    add column ended_at      timestamptz,
    add check ((source_sha256 is null) = (source_length is null)),
    drop constraint payload_job_state_check,
    drop constraint payload_job_check2,
    add constraint payload_job_state_check
        check (state in ('queued', 'generating', 'ready', 'full-is-smaller', 'rejected', 'failed', 'cancelled')),
    add check ((state in ('rejected', 'failed')) = (reason_code is not null)),
    add check ((state = 'full-is-smaller') = (delta_length is not null and full_length is not null));
create index payload_job_newest on payload_job (tenant, created_at desc);

alter table update_path rename column image_key to job_key;
alter table update_path
    add column source_sha256 text,
    drop constraint update_path_tenant_release_id_component_key,
    add unique (tenant, release_id, component, job_key);
create index update_path_job on update_path (job_key);

-- What releases consist of: where deltas lead to, and what they may start from. No device types: they are not known, all fit.
create table release_component (
    tenant       text        not null,
    release_id   uuid        not null,
    component    text        not null,
    release_name text        not null,
    device_types jsonb       not null,
    image_sha256 text        not null,
    image_length bigint      not null check (image_length > 0),
    published_at timestamptz not null,
    withdrawn_at timestamptz,
    primary key (tenant, release_id, component)
);
create index release_component_image on release_component (tenant, image_sha256);
create index release_component_newest on release_component (tenant, component, release_name, published_at desc)
    where withdrawn_at is null;

insert into release_component
    (tenant, release_id, component, release_name, device_types, image_sha256, image_length, published_at, withdrawn_at)
select p.tenant, p.release_id, p.component, '', '[]', j.image_sha256, j.image_length, p.requested_at,
       case when p.state = 'withdrawn' then p.changed_at end
from update_path p join payload_job j using (job_key);

-- What the fleet runs, folded from the events of device-gateway. "sequence" is the number of the latest status report.
create table device (
    tenant    text   not null,
    device_id text   not null,
    sequence  bigint not null,
    primary key (tenant, device_id)
);

create table installation (
    tenant       text not null,
    device_id    text not null,
    component    text not null,
    device_type  text not null,
    image_sha256 text not null,
    primary key (tenant, device_id, component),
    foreign key (tenant, device_id) references device on delete cascade
);
create index installation_image on installation (tenant, image_sha256, component, device_type);
