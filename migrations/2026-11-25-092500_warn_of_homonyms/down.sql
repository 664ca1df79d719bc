drop view read_model.homonyms;
drop trigger patients_homonyms on patients;
drop trigger admissions_homonyms on admissions;
drop function keep_homonyms();
drop table homonyms;
drop function names_alike(text, text);
