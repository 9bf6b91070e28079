-- Inheritance and typed tables.
create table shape (id int not null, name text default 'shape', check (name <> ''), constraint own_only check (id > 0) no inherit);
create table coloured (colour text not null default 'red');
create table square (side float8 not null, primary key (id)) inherits (shape);
create table coloured_square (name text default 'both', deep int) inherits (square, coloured);
create index on square (name);
create type spot as (street text, city text, zip varchar(10));
create table place of spot;
create table place_with_more of spot (street primary key, city with options default 'here', check (zip <> ''));
create table alone_then_child (id int not null, name text default 'shape', more int, check (name <> ''));
alter table alone_then_child add constraint shape_name_check check (name <> '');
alter table alone_then_child drop constraint alone_then_child_name_check;
alter table alone_then_child inherit shape;
create table checked_late (id int primary key, a int); alter table checked_late add constraint positive check (a > 0) not valid;
create table born_checked (b int) inherits (checked_late);
create type collated as (x int, y text collate "C"); create table of_collated of collated (y with options not null) partition by range (x); create table of_collated_1 partition of of_collated for values from (1) to (2);
create table dated (at date default current_date); create table undated (at date, note text) inherits (dated);
alter table undated alter at drop default;
