-- An older version whose full payload nobody wants is cold: kept as the delta that leads back to it from its base, a newer version.
alter table payload_job
    -- The job shows that the image can be made by the delta from its source; it makes no payload.
    add column leads_back    boolean     not null default false,
    add column wanted_at     timestamptz not null default now(),
    -- Of a full payload that is cold, or was cold and is not yet ready again.
    add column base_sha256   text,
    add column base_length   bigint check (base_length > 0),
    -- The payload that is not in the store any more, or is being removed; its marker may be there.
    add column marked_sha256 text,
    -- What is in the store of a cold payload.
    add column remains       text check (remains in ('stored', 'leaving', 'removed')),
    add check (not leads_back or source_sha256 is not null),
    add check ((base_sha256 is null) = (base_length is null)),
    add check (base_sha256 is null or source_sha256 is null),
    add check (marked_sha256 is null or base_sha256 is not null),
    add check ((state = 'cold') = (remains is not null)),
    add check (state <> 'cold' or base_sha256 is not null),
    drop constraint payload_job_state_check,
    drop constraint payload_job_check1,
    add constraint payload_job_state_check
        check (state in ('queued', 'generating', 'ready', 'cold', 'full-is-smaller', 'rejected', 'failed', 'cancelled')),
    add check ((state in ('ready', 'cold')) = (payload_sha256 is not null));

update payload_job set wanted_at = changed_at;

create index payload_job_image on payload_job (tenant, image_sha256);
create index payload_job_unwanted on payload_job (job_key) where state = 'ready' and source_sha256 is null;
create index payload_job_cold on payload_job (changed_at) where state = 'cold';
create index payload_job_base on payload_job (tenant) where base_sha256 is not null;
create index payload_job_payload on payload_job (tenant, payload_sha256) where source_sha256 is null;
create index payload_job_marked on payload_job (tenant, marked_sha256) where marked_sha256 is not null;
