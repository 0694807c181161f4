create table enrolment_token (
    token_id      uuid primary key,
    tenant        text        not null,
    device_type   text        not null,
    device_id     text,
    max_uses      integer     not null check (max_uses > 0),
    uses          integer     not null check (uses between 0 and max_uses),
    created_at    timestamptz not null,
    expires_at    timestamptz not null,
    revoked_at    timestamptz,
    secret_sha256 text        not null
);
create index enrolment_token_newest on enrolment_token (tenant, created_at desc);

-- device_key is <tenant>/<deviceId>, the key of the device's Kafka records as well.
create table device (
    device_key        text primary key,
    device_type       text        not null,
    public_key_sha256 text        not null,
    token_id          uuid        not null references enrolment_token,
    enrolled_at       timestamptz not null,
    revoked_at        timestamptz,
    revocation_reason text
);
create index device_revoked on device (revoked_at) where revoked_at is not null;

create table certificate (
    certificate_sha256 text primary key,
    device_key         text        not null references device,
    public_key_sha256  text        not null,
    issued_at          timestamptz not null,
    expires_at         timestamptz not null,
    revoked_at         timestamptz
);
create index certificate_device on certificate (device_key, expires_at);
create index certificate_revoked on certificate (expires_at) where revoked_at is not null;
