-- Fills the formulary to :medications with invented names on real stems, three strengths a name.
with stem as (
    select pt, en, row_number() over () - 1 as place from (values
        ('cilina', 'cillin'), ('prazol', 'prazole'), ('sartana', 'sartan'), ('olol', 'olol'), ('mabe', 'mab'),
        ('tinibe', 'tinib'), ('pril', 'pril'), ('floxacino', 'floxacin'), ('micina', 'mycin'), ('azepam', 'azepam'),
        ('statina', 'statin'), ('dipino', 'dipine'), ('conazol', 'conazole'), ('vir', 'vir'), ('parina', 'parin'),
        ('gliptina', 'gliptin'), ('setrona', 'setron'), ('triptana', 'triptan'), ('sona', 'sone'), ('caína', 'caine')
    ) stems (pt, en)
), syllable as (
    select text, row_number() over () - 1 as place
    from unnest(string_to_array('ba be bo cla co da de di do fe flu ga gli ha i ke lo lu ma me mi mo na ne ni no o pa pe '
        'pi pro ra re ri ro sa se si so su ta te ti to tra va ve vi vo xi za zo', ' ')) text
), made as (
    select n, a.text || b.text || c.text as head, stem.pt, stem.en,
           (array['5 mg', '10 mg', '20 mg', '25 mg', '50 mg', '100 mg', '250 mg', '500 mg', '1 g'])[1 + n % 9] as strength
    from generate_series(1, :medications - (select count(*) from medications)) n
    join syllable a on a.place = (n / 3) * 7 % 53
    join syllable b on b.place = (n / 3) * 31 / 53 % 53
    join syllable c on c.place = (n / 3) * 17 / 11 % 53
    join stem on stem.place = (n / 3) * 13 / 7 % 20
)
insert into medications (code, name_pt, name_en, presentation_pt, presentation_en, strength, form_group_code, aliases,
    usual_unit_code)
select 'G' || lpad(n::text, 5, '0'), initcap(head || pt), initcap(head || en), strength || ' comprimido',
       strength || ' tablet', strength, 'oral', initcap(reverse(head)) || 'x', 'mg'
from made;
insert into medication_routes (medication_id, route_code, position)
select id, 'VO', 1 from medications where code like 'G%';
