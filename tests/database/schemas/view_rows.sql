-- Rows of views in columns, domains, ranges, arguments, indexes, checks and defaults.
create schema app; 
create type app.money2 as (amount numeric(12,2), currency char(3));
create domain app.pos_money as app.money2 check ((value).amount >= 0);
create table app.acc (id bigint generated always as identity primary key, bal app.pos_money not null, hist app.money2[] default '{}');
create view app.acc_v as select a.id, (a.bal).amount as amount, a.bal from app.acc a;
create table app.snap (at timestamptz default now(), rowv app.acc_v, rows app.acc_v[], r app.acc, primary key (at));
create function app.total(app.acc_v) returns numeric language sql immutable as $$ select ($1).amount $$;
create index on app.snap (app.total(rowv));
create index on app.snap ((rowv is null), ((rowv).amount));
create view app.snap_v as select (s.rowv).id, app.total(s.rowv) from app.snap s where s.rowv is not null;
create view app.un as select unnest(rows) as r from app.snap;
create view app.un2 as select (u.r).* from app.un u;
create materialized view app.mv as select * from app.un2;
create type app.rng as range (subtype = app.money2);
create table app.rr (id int primary key, r app.rng, v app.acc_v default row(1, 2, null));
alter table app.rr add check ((v).id > 0);
