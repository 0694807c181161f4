-- Artifacts that are completely in the object store, under {tenant}/sha256/{sha256}.
create table artifact (
    tenant       text        not null,
    sha256       text        not null,
    length       bigint      not null check (length > 0),
    published_at timestamptz not null,
    primary key (tenant, sha256)
);

-- Uploads under way. "announced" is the digest under which the object is about to become visible, "completed" the one under which it is.
create table upload (
    id            uuid primary key,
    tenant        text        not null,
    length        bigint check (length > 0),
    declared      text,
    object_key    text        not null,
    store_session text        not null,
    part_size     integer     not null check (part_size > 0),
    digest_state  bytea       not null,
    expires_at    timestamptz not null,
    announced     text,
    completed     text,
    writer        uuid,
    held_until    timestamptz
);
create index upload_expires_at on upload (expires_at);
create index upload_store_session on upload (store_session);
create index upload_announced on upload (tenant, announced);

create table upload_part (
    upload_id uuid    not null references upload (id) on delete cascade,
    number    integer not null check (number between 1 and 10000),
    length    integer not null check (length > 0),
    tag       text    not null,
    primary key (upload_id, number)
);

-- Objects without an artifact that the reaper is removing; an upload of the same digest waits.
create table artifact_removal (
    tenant   text        not null,
    sha256   text        not null,
    begun_at timestamptz not null default now(),
    primary key (tenant, sha256)
);
