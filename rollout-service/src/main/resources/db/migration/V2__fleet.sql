-- The devices, folded from the events of the device-gateway. Ids sort by code point, as in Java, so that the assignment to waves is the same everywhere.
create table device (
    tenant            text collate "C" not null,
    device_id         text collate "C" not null,
    device_type       text             not null,
    enrolled_at       timestamptz,
    revoked_at        timestamptz,
    revocation_reason text,
    last_seen_at      timestamptz,
    status_sequence   bigint,
    client_version    text,
    booted_slot       text,
    installed         jsonb            not null default '[]',
    attributes        jsonb            not null default '{}',
    primary key (tenant, device_id)
);

-- What DeviceFilter.fits says, in SQL; a test compares the two. Without subqueries, so that the planner takes it apart.
create function device_fits(candidate device, filter jsonb) returns boolean
    language sql immutable parallel safe
    return (filter ->> 'deviceType' is null or candidate.device_type = filter ->> 'deviceType')
        and (filter -> 'deviceIds' is null or filter -> 'deviceIds' ? candidate.device_id)
        and (filter -> 'installed' is null or candidate.installed @> jsonb_build_array(filter -> 'installed'))
        and candidate.attributes @> coalesce(filter -> 'attributes', '{}');
