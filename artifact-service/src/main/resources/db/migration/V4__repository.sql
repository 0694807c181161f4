-- Private keys of snapshot, timestamp and payloads, sealed under a secret that is not in the database.
create table online_key (
    tenant     text  not null,
    role       text  not null,
    sealed_key bytea not null,
    primary key (tenant, role)
);

-- One row for each tenant: whoever updates it holds the line of changes.
create table repository (
    tenant          text primary key,
    change          bigint      not null check (change > 0),
    renew_at        timestamptz not null,
    publisher       uuid,
    publisher_until timestamptz
);

-- Every metadata file; timestamp.json is replaced, all others have their version in the name.
create table metadata_file (
    tenant    text    not null references repository (tenant),
    name      text    not null,
    role      text    not null,
    version   bigint  not null check (version > 0),
    change    bigint  not null,
    content   bytea   not null,
    published boolean not null,
    primary key (tenant, name)
);
create index metadata_file_role on metadata_file (tenant, role, version desc);
create index metadata_file_unpublished on metadata_file (tenant) where not published;

create table payload (
    tenant        text        not null,
    path          text        not null,
    release_id    uuid        not null references release (id),
    component     text        not null,
    kind          text        not null,
    image_sha256  text        not null,
    image_length  bigint      not null check (image_length > 0),
    sha256        text        not null,
    length        bigint      not null check (length > 0),
    index_sha256  text        not null,
    index_length  bigint      not null check (index_length > 0),
    received_at   timestamptz not null,
    signed_change bigint,
    published_at  timestamptz,
    primary key (tenant, path)
);
create index payload_unsigned on payload (tenant) where signed_change is null;
create index payload_unpublished on payload (tenant, signed_change) where published_at is null;
