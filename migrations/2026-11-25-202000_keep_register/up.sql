-- The register book of controlled substances (CTL-7; Portaria SVS/MS 344/1998, arts. 62 to 65): for each medication
-- under control, numbered lines of what came into the pharmacy's hands and what left them, with the balance after each.
-- Lines are written by a trigger on the ledger and by nothing else, so that the book and the stock cannot differ. Moves
-- inside the pharmacy are no lines: the balance is everything that it holds, wherever it lies. The book's row is held
-- from its line to the commit, so that numbers have no gaps and times never go back. Commands that move several
-- medications move them in the order of their ids.

alter table stock_movements add column reverses bigint unique references stock_movements;
alter table stock_movements add constraint reversing check (reverses is null or kind = 'adjustment');
comment on column stock_movements.reverses is 'The adjustment, loss or discard that this one takes back, whole and once (CTL-7).';

create function refuse_other_reversals() returns trigger language plpgsql security definer set search_path = public as $$
begin
    if not exists (
        select from stock_movements v
        where v.id = new.reverses and v.reverses is null and v.kind in ('adjustment', 'loss', 'discard')
            and v.lot_id = new.lot_id and v.units = new.units and v.item_id is not distinct from new.item_id
            and v.from_place_id is not distinct from new.to_place_id and v.to_place_id is not distinct from new.from_place_id
    ) then
        raise exception 'movement % is not what this one could take back', new.reverses
            using errcode = 'check_violation', constraint = 'reverses_its_opposite', table = 'stock_movements';
    end if;
    return new;
end $$;
create trigger stock_movements_reverse before insert on stock_movements
    for each row when (new.reverses is not null) execute function refuse_other_reversals();

create table register_books (
    medication_id bigint primary key references medications,
    opened_at timestamptz not null default now(),
    opening integer not null check (opening >= 0),
    lines integer not null default 0 check (lines >= 0),
    balance integer not null check (balance >= 0)
);
comment on table register_books is 'The register of each medication under control, with its last number and balance; written by triggers alone (CTL-7).';
comment on column register_books.opening is 'Units that the pharmacy held when the medication came under control.';

create table register_entries (
    medication_id bigint not null references register_books,
    number integer not null check (number > 0),
    movement_id bigint not null unique references stock_movements,
    at timestamptz not null,
    controlled_list text not null,
    entered integer not null default 0 check (entered >= 0),
    issued integer not null default 0 check (issued >= 0),
    lost integer not null default 0 check (lost >= 0),
    balance integer not null check (balance >= 0),
    reverses integer,
    primary key (medication_id, number),
    unique (medication_id, reverses),
    foreign key (medication_id, reverses) references register_entries,
    check (num_nonnulls(nullif(entered, 0), nullif(issued, 0), nullif(lost, 0)) = 1)
);
create index register_entries_at on register_entries (medication_id, at);
comment on table register_entries is 'Lines of the register: numbered without gaps, never changed, never deleted; who and what stand with the movement (CTL-7).';
comment on column register_entries.controlled_list is 'The list of its day; lists change (CTL-11).';
comment on column register_entries.balance is 'Everything that the pharmacy holds after this line, over all places.';
comment on column register_entries.reverses is 'The line that this one takes back.';

create trigger register_entries_immutable before update or delete or truncate on register_entries
    for each statement execute function refuse_rewriting();

-- Once open, a book goes on, whatever becomes of the list: its balance stays true.
create function open_register() returns trigger language plpgsql security definer set search_path = public as $$
begin
    if exists (select from register_books where medication_id = new.id) then
        return null;
    end if;
    -- What is being moved just now must be counted either as the opening or as a line.
    lock table stock_movements in share row exclusive mode;
    insert into register_books (medication_id, opening, balance)
    select new.id, units, units
    from (select coalesce(sum(b.units), 0)::integer as units
          from stock_balances b join lots l on l.id = b.lot_id where l.medication_id = new.id) held;
    return null;
end $$;
create trigger medications_open_register after insert or update of controlled_list on medications
    for each row when (new.controlled_list <> '') execute function open_register();

create function write_register() returns trigger language plpgsql security definer set search_path = public as $$
declare
    book register_books;
    is_loss boolean := new.kind in ('loss', 'discard');
begin
    update register_books b
    set lines = b.lines + 1, balance = b.balance + case when new.from_place_id is null then new.units else -new.units end
    from lots l
    where l.id = new.lot_id and b.medication_id = l.medication_id
    returning b.* into book;
    if not found then
        return null;
    end if;
    insert into register_entries (medication_id, number, movement_id, at, controlled_list, entered, issued, lost, balance, reverses)
    values (
        book.medication_id, book.lines, new.id,
        greatest(clock_timestamp(), (select at from register_entries where medication_id = book.medication_id and number = book.lines - 1)),
        (select controlled_list from medications where id = book.medication_id),
        case when new.from_place_id is null then new.units else 0 end,
        case when new.to_place_id is null and not is_loss then new.units else 0 end,
        case when is_loss then new.units else 0 end,
        book.balance,
        (select number from register_entries where movement_id = new.reverses)
    );
    return null;
end $$;
create trigger stock_movements_register after insert on stock_movements
    for each row when ((new.from_place_id is null) <> (new.to_place_id is null)) execute function write_register();

-- What the ledger says already becomes the first lines.
insert into register_books (medication_id, opening, balance) select id, 0, 0 from medications where controlled_list <> '';
insert into register_entries (medication_id, number, movement_id, at, controlled_list, entered, issued, lost, balance)
select
    w.medication_id, row_number() over book, w.id, w.at, w.controlled_list,
    case when w.enters then w.units else 0 end,
    case when w.enters or w.is_loss then 0 else w.units end,
    case when w.is_loss then w.units else 0 end,
    sum(case when w.enters then w.units else -w.units end) over book
from (
    select v.id, v.at, v.units, v.from_place_id is null as enters, v.kind in ('loss', 'discard') as is_loss, m.id as medication_id, m.controlled_list
    from stock_movements v join lots l on l.id = v.lot_id join medications m on m.id = l.medication_id
    where m.controlled_list <> '' and (v.from_place_id is null) <> (v.to_place_id is null)
) w
window book as (partition by w.medication_id order by w.at, w.id);
update register_books b set lines = e.number, balance = e.balance
from (select distinct on (medication_id) medication_id, number, balance from register_entries order by medication_id, number desc) e
where e.medication_id = b.medication_id;

grant select on register_books, register_entries to posology_commands;

create view read_model.register_books as
select
    m.id as medication_id, m.code as medication_code, m.name_pt as medication_name_pt, m.name_en as medication_name_en,
    m.presentation_pt, m.presentation_en, m.dispensing_unit, m.controlled_list, b.opened_at, b.opening, b.lines, b.balance
from public.register_books b
join public.medications m on m.id = b.medication_id;
comment on view read_model.register_books is 'Each medication with a register, and what the pharmacy holds of it (CTL-7).';

create view read_model.register_entries as
select medication_id, number, at, entered, issued, lost, balance from public.register_entries;
comment on view read_model.register_entries is 'The numbers of the register alone, for what adds them up (CTL-10).';

create view read_model.register_lines as
select
    e.medication_id, e.number, e.at, e.controlled_list, v.kind, e.entered, e.issued, e.lost, e.balance, e.reverses, r.number as reversed_by,
    l.number as lot, l.expires_on, v.supplier, v.document, v.reason,
    p.id as prescription_id, i.number as item_number, t.name as patient_name, t.record_number,
    d.name as doctor_name, d.council || '/' || d.registration_state || ' ' || d.registration_number as registration,
    u.name as user_name, s.name as second_user_name
from public.register_entries e
join public.stock_movements v on v.id = e.movement_id
join public.lots l on l.id = v.lot_id
join public.users u on u.id = v.user_id
left join public.users s on s.id = v.second_user_id
left join public.prescription_items i on i.id = v.item_id
left join public.prescriptions p on p.id = i.prescription_id
left join public.patients t on t.id = p.patient_id
left join public.doctors d on d.id = p.doctor_id
left join public.register_entries r on r.medication_id = e.medication_id and r.reverses = e.number;
comment on view read_model.register_lines is 'Lines of the register as they are read: with supplier, or patient, prescription and prescriber, lot and who was responsible (CTL-7).';

create view read_model.register_imbalances as
select m.code as medication_code, coalesce(b.balance, 0) as book, coalesce(s.units, 0) as stock
from public.medications m
left join public.register_books b on b.medication_id = m.id
left join (
    select l.medication_id, sum(k.units)::integer as units
    from public.stock_balances k join public.lots l on l.id = k.lot_id group by l.medication_id
) s on s.medication_id = m.id
left join (
    select w.medication_id, count(*) as lines, max(w.number) as last, sum(w.moved) as moved, bool_and(w.balance - w.running = o.opening) as adds_up
    from (
        select medication_id, number, balance, entered - issued - lost as moved,
            sum(entered - issued - lost) over (partition by medication_id order by number) as running
        from public.register_entries
    ) w
    join public.register_books o on o.medication_id = w.medication_id
    group by w.medication_id
) e on e.medication_id = m.id
where (m.controlled_list <> '' or b.medication_id is not null) and (
    b.balance is distinct from coalesce(s.units, 0)
    or b.balance <> b.opening + coalesce(e.moved, 0)
    or b.lines <> coalesce(e.lines, 0) or b.lines <> coalesce(e.last, 0)
    or not coalesce(e.adds_up, true));
comment on view read_model.register_imbalances is 'Where a register is not what its lines and the stock come to; none, ever (CTL-7).';

grant select on read_model.register_books, read_model.register_entries, read_model.register_lines, read_model.register_imbalances to posology_queries;
