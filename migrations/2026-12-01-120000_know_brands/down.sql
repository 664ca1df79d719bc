drop table brands;
