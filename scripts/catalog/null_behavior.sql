drop schema if exists catalog_work cascade;
create schema catalog_work;
create table catalog_work.null_behavior (function oid primary key, behavior text not null);
