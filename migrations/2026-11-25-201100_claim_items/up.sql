-- Two pharmacists at one queue do not look at the same line: who is on it says so, for ten minutes at most, and the
-- others see it and are refused. A claim is nothing clinical, so that it may be taken over and deleted.

create table claims (
    item_id bigint primary key references prescription_items,
    user_id bigint not null references users,
    claimed_at timestamptz not null
);
create index claims_user_id on claims (user_id);
comment on table claims is 'Which pharmacist is looking at which line; written with the line locked.';
comment on column claims.claimed_at is 'Ten minutes later it counts no more.';

grant select, insert, delete on claims to posology_commands;
grant update (user_id, claimed_at) on claims to posology_commands;

create view read_model.claims as
select c.item_id, c.user_id, u.name as user_name, c.claimed_at
from public.claims c
join public.users u on u.id = c.user_id;
comment on view read_model.claims is 'Who is looking at which line since when, lapsed claims included.';
grant select on read_model.claims to posology_queries;
