alter table medications alter column names set statistics -1;
analyze medications;
