-- Takes the rights in this database back. The roles stay: other databases of the server may use them.
drop owned by posology_commands;
drop owned by posology_queries;
grant create on schema public to public;
