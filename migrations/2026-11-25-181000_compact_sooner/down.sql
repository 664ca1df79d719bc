alter function read_model.refresh_recent(boolean) reset default_statistics_target;
alter function read_model.compact() reset join_collapse_limit;
alter function read_model.compact() reset default_statistics_target;
