drop function stock_of_medications;
