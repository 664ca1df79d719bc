-- Clinicians record a patient's allergies, and two who do so at once must not overwrite each other unseen.
-- What was recorded before stays in the event of the change (SEC-1).

alter table patients add column allergies_version integer not null default 0 check (allergies_version >= 0);
comment on column patients.allergies_version is 'Counts the changes of the allergy record, so that a form opened before the last one is noticed.';

grant update (allergies_version) on patients to posology_commands;
grant insert, delete on allergies to posology_commands;
