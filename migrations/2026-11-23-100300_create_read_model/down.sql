-- Takes the read model away; nothing is lost, it can be computed anew.
drop schema read_model cascade;
