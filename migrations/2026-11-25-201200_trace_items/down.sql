drop view read_model.item_events;
