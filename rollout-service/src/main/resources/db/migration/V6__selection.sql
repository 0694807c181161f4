-- The devices that a rollout gets: enrolled, of a type the release is made for, and fitting the filter. Long lists of ids are looked up by the key of
-- the table instead of being searched for every device. Planned as a part of the query that calls it.
create function selected_devices(of_tenant text, types jsonb, filter jsonb) returns setof device
    language sql stable parallel safe
begin atomic
    select d.* from device d
    where d.tenant = of_tenant and filter -> 'deviceIds' is null
        and d.enrolled_at is not null and d.revoked_at is null and types ? d.device_type and device_fits(d, filter)
    union all
    select d.* from (select distinct id from jsonb_array_elements_text(filter -> 'deviceIds') as id) as wanted
        join device d on d.tenant = of_tenant and d.device_id = wanted.id
    where d.enrolled_at is not null and d.revoked_at is null and types ? d.device_type and device_fits(d, filter - 'deviceIds');
end;

create index device_revoked on device (tenant, device_id) where revoked_at is not null;
