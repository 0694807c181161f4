-- The releases, folded from the events of the artifact-service. Payloads belong to images and may come before the release that needs them.
create table release (
    tenant            text collate "C" not null,
    release_id        uuid             not null,
    name              text             not null,
    version           text             not null,
    device_types      jsonb            not null,
    components        jsonb            not null,
    published_at      timestamptz      not null,
    withdrawn_at      timestamptz,
    withdrawal_reason text,
    primary key (tenant, release_id)
);
create index release_newest on release (tenant, published_at desc, release_id);

create table signed_payload (
    tenant       text collate "C" not null,
    image_sha256 text             not null,
    name         text             not null,
    signed_at    timestamptz      not null,
    primary key (tenant, image_sha256)
);
