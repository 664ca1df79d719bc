-- What the pharmacy will not supply it refuses, with a category and a reason that stay with the prescription (PH-3).
-- What a question or a refusal is about covers kidneys and liver, dilution and compatibility too.

alter table item_queries
    drop constraint item_queries_category_check,
    add constraint item_queries_category_check check (category in
        ('dose', 'route', 'frequency', 'interaction', 'allergy', 'duplicate', 'renal_hepatic', 'compatibility', 'indication', 'other'));

create table item_refusals (
    item_id bigint primary key references prescription_items,
    category text not null check (category in
        ('dose', 'route', 'frequency', 'interaction', 'allergy', 'duplicate', 'renal_hepatic', 'compatibility', 'indication', 'other')),
    reason text not null check (length(reason) between 1 and 200),
    refused_by bigint not null references users,
    refused_at timestamptz not null
);
create index item_refusals_refused_by on item_refusals (refused_by);
comment on table item_refusals is 'Why the pharmacy does not supply an item, once for each that it refused; never changed.';
comment on column item_refusals.category is 'What the refusal is about, to be counted.';

grant select, insert on item_refusals to posology_commands;

create view read_model.refusals as
select r.item_id, i.prescription_id, r.category, r.reason, u.name as user_name, r.refused_at
from public.item_refusals r
join public.prescription_items i on i.id = r.item_id
join public.users u on u.id = r.refused_by;
comment on view read_model.refusals is 'Which items the pharmacy refused, who did, when and why.';
grant select on read_model.refusals to posology_queries;
