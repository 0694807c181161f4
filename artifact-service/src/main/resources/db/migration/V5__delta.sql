-- The image that a delta starts from; a full payload has none.
alter table payload
    add column from_sha256 text,
    add column from_length bigint check (from_length > 0),
    add check ((kind = 'delta') = (from_sha256 is not null)),
    add check ((from_sha256 is null) = (from_length is null));
