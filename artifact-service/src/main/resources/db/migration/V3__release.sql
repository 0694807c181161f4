create table release (
    id           uuid primary key,
    tenant       text        not null,
    name         text        not null,
    version      text        not null,
    device_types text[]      not null,
    state        text        not null check (state in ('draft', 'signed', 'published', 'withdrawn')),
    created_at   timestamptz not null,
    published_at timestamptz,
    withdrawn_at timestamptz,
    reason       text,
    -- The change of the tenant's metadata with which the release was signed.
    signed_change bigint,
    unique (tenant, name, version)
);
create index release_created_at on release (tenant, created_at desc);
create index release_waiting on release (tenant, signed_change) where state = 'signed';

create table release_component (
    release_id uuid    not null references release (id),
    name       text    not null,
    position   integer not null,
    sha256     text    not null,
    length     bigint  not null check (length > 0),
    format     text    not null,
    primary key (release_id, name)
);
create index release_component_sha256 on release_component (sha256);
