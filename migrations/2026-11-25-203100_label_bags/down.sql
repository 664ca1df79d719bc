drop view read_model.bag_lots;
