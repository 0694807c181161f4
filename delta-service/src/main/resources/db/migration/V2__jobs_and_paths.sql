-- One row per image of a tenant that needs a full payload, or has one. image_key is "<tenant>/<sha256>", the key of events about it.
create table payload_job (
    image_key      text primary key,
    tenant         text        not null,
    image_sha256   text        not null,
    image_length   bigint      not null check (image_length > 0),
    state          text        not null check (state in ('queued', 'generating', 'ready', 'rejected', 'cancelled')),
    failures       int         not null,
    not_before     timestamptz not null,
    lease_owner    uuid,
    lease_until    timestamptz,
    phase          text,
    phase_done     bigint      not null,
    phase_total    bigint      not null,
    payload_sha256 text,
    payload_length bigint,
    index_sha256   text,
    index_length   bigint,
    reason_code    text,
    reason_detail  text,
    created_at     timestamptz not null,
    changed_at     timestamptz not null,
    check ((state = 'generating') = (lease_owner is not null)),
    check ((state = 'ready') = (payload_sha256 is not null)),
    check ((state = 'rejected') = (reason_code is not null))
);
create index payload_job_due on payload_job (created_at) where state in ('queued', 'generating');

-- One row per component of a release: who waits for which image, and what it was told.
create table update_path (
    id            uuid primary key,
    tenant        text        not null,
    release_id    uuid        not null,
    component     text        not null,
    image_key     text        not null references payload_job,
    state         text        not null check (state in ('waiting', 'ready', 'rejected', 'withdrawn')),
    reason_code   text,
    reason_detail text,
    traceparent   text,
    requested_at  timestamptz not null,
    changed_at    timestamptz not null,
    unique (tenant, release_id, component)
);
create index update_path_image on update_path (image_key) where state = 'waiting';
