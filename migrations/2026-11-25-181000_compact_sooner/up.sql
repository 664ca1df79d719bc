-- A refresh first analyses what it has computed, each column of it, before it compares that with the view by its key.
-- Comparing does not need statistics of single columns: a third of a compaction went into them, and a tenth of a
-- refresh, while commands waited for a processor. And twelve tables that are joined along their keys, as written, need
-- no search for a better order at each compaction.
alter function read_model.refresh_recent(boolean) set default_statistics_target = 1;
alter function read_model.compact() set default_statistics_target = 1;
alter function read_model.compact() set join_collapse_limit = 1;
