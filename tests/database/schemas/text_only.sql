create extension seg; create extension isn; create type with_seg as (a int, s seg);
create table segs (id int primary key, s seg, a seg[], w with_seg, ws with_seg[], i isbn[], d isbn);
create domain dseg as seg; create table dsegs (id int primary key, d dseg, da dseg[]);
create view seg_view as select id, s from segs; create table seg_rows (id int primary key, v seg_view, t segs, vs seg_view[]);
