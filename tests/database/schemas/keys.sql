-- Constraints: keys, foreign keys with every option, checks, exclusions.
create extension btree_gist;
create table country (code char(2) primary key, name text not null unique);
create table city (
  id bigint primary key, country_code char(2) not null references country on delete cascade, name varchar(80) not null,
  twin_id bigint references city on delete set null on update cascade, mayor text,
  constraint city_name_once unique (country_code, name)
);
create index on city (country_code);
create table person (
  id bigint generated always as identity, email text not null, phone text, born date,
  home bigint references city (id), work_id bigint constraint person_works_in references city deferrable initially deferred,
  boss_id bigint, age int,
  constraint people_pk primary key (id),
  constraint person_email unique (email), unique (phone) deferrable,
  unique nulls not distinct (born, phone), unique (email, born) include (phone),
  foreign key (boss_id) references person on delete set null,
  check (age > 0), constraint adult check (age >= 18 or boss_id is not null) no inherit,
  check (born > '1900-01-01' and born < now()), check (true)
);
alter table person add constraint later_checked check (length(email) > 3) not valid;
create table profile (person_id bigint primary key references person on delete cascade, motto text);
create table account (id bigint primary key references profile (person_id), person_email text unique references person (email) on update cascade);
create table orders (shop int not null, number int not null, customer text references person (email), primary key (shop, number));
create table order_line (
  shop int, number int, line int, previous_line int, ref_shop int default 1, ref_number int default 1, amount numeric(10, 2) not null default 1,
  primary key (shop, number, line),
  foreign key (shop, number) references orders on delete cascade,
  foreign key (ref_shop, ref_number, previous_line) references order_line (shop, number, line) match full on delete set default,
  constraint partial_null foreign key (ref_shop, ref_number) references orders (shop, number) on delete set null (ref_number) on update restrict
);
create table booking (
  id int primary key, room int not null, during tstzrange not null, cancelled boolean not null default false,
  constraint booking_no_overlap exclude using gist (room with =, during with &&) where (not cancelled),
  exclude using gist (during with &&, (room + 1) with =) deferrable initially deferred
);
create table tag (id int primary key, name text not null);
create table person_tag (person_id bigint not null references person, tag_id int not null references tag on delete cascade, primary key (person_id, tag_id));
create table follows (follower bigint references person on delete cascade, followed bigint references person on delete cascade,
  since timestamptz not null default now(), primary key (follower, followed), check (follower <> followed));
-- Tables that need each other.
create table hen (id int primary key, egg_id int);
create table egg (id int primary key, hen_id int not null references hen);
alter table hen add foreign key (egg_id) references egg;
-- A relation's name that is taken by a column.
create table article (id int primary key, author text, author_id bigint references person, tag int references tag, tag_id int references tag);
create table self_named (self_named int primary key, parent int references self_named);
alter table city add constraint city_in_later foreign key (id) references city not valid;
comment on constraint adult on person is 'or somebody answers for them';
comment on constraint person_works_in on person is 'where';
comment on constraint people_pk on person is 'the key';

-- A check of the system's own columns, and of the whole row.
create table only_itself (
  city text,
  check (not (city = 'x' and tableoid::regclass::text = 'only_itself')),
  check (tableoid > 1::oid),
  check (only_itself is not null)
);
