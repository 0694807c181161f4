-- An artifact whose original was removed can be made again from a payload: see rebuildable_image.
alter table artifact
    add column original_since      timestamptz not null default now(),
    add column original_removed_at timestamptz;
update artifact set original_since = published_at;

-- Images that were made from a full payload in the object store, bit for bit.
create table rebuildable_image (
    tenant         text        not null,
    sha256         text        not null,
    length         bigint      not null check (length > 0),
    payload_sha256 text        not null,
    payload_length bigint      not null check (payload_length > 0),
    index_sha256   text        not null,
    index_length   bigint      not null check (index_length > 0),
    proven_at      timestamptz not null,
    primary key (tenant, sha256)
);
