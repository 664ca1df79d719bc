drop view read_model.as_of;
