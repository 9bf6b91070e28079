-- Names, comments, defaults and labels that mean harm, or are only odd.
create table "select" ("from" int primary key, "where" text, "order" int, "user" text default 'x', class text, "operator" text, "template" int, and_eq int,
  "int" text, null_ int, errno int, "default" int default 5, "check" int check ("check" > 0), unsigned int, std int, orm int, "import" text);
create table "Mixed Case" ("Id" int primary key, "id" int not null, "ID" int, "firstName" text, "First Name" text, first_name text, unique ("firstName", "First Name"));
create table "mixed case" (a int references "Mixed Case", "select" int references "select");
create table "MixedCase" ("x.y" int, "a""b" text default 'q"q', "it's" text, "back\slash" text, "per%cent" text, "$tag$" text, "*/" text, "//" text, "--" text,
  "größe" int, "名前" text, "a-b" int, "a b" int, "@at" int, "1st" int, "{" int, "}" int, ";" int, """" int, """""""x" int, check ("größe" > 0), check ("a""b" <> '"'), check (""""  is not null and """""""x" > 1));
create table "time" (id int primary key, "interval" interval, "timestamp" timestamp, "char" "char", "bit" bit, "date" date);
create table uses_time (id int primary key, time_id int references "time");
create table "text" (a text, b int); create table "int4" (a int);
create table "a""; drop table x; --" (id int primary key, "b""""" int);
create table type (type int primary key, type_ int, type__ int);
create table public."trailing_" (id int primary key); create table public."_leading" (id int, _under int, __double int, a__b int, a_b int);
create table c012345678901234567890123456789012345678901234567890123456789_x (a012345678901234567890123456789012345678901234567890123456789_y int primary key,
  b012345678901234567890123456789012345678901234567890123456789_yz int unique references c012345678901234567890123456789012345678901234567890123456789_x);
create index on c012345678901234567890123456789012345678901234567890123456789_x (a012345678901234567890123456789012345678901234567890123456789_y, b012345678901234567890123456789012345678901234567890123456789_yz);
create type "Evil""Enum" as enum ('*/', '"""', '$$', ''';drop', 'a\b', '//', 'ünï', '};');
create table texts (
  a text default '"""', b text default '$$', c text default '*/ // -- /*', d text default E'line\nbreak\ttab', e text default E'\u200B zero \u202E bidi',
  f text default '\x', g text default ''';', h text default U&'\0001', i "Evil""Enum" default '};', check (a <> E'\u200B"""' and b <> '\\'));
comment on table texts is E'*/ } """ $$ \\ \nmodel X { } \n/// @id\n  indented\n\n';
comment on column texts.a is E'trailing space ';
comment on column texts.b is E'\nleading line';
comment on column texts.c is E'invisible \u200B';
comment on column texts.d is E'trigraph ??/\nbackslash at end \\\nlast';
comment on type "Evil""Enum" is '/* not closed';
create function "Odd Function"("Odd Arg" int, "select" text default '"""') returns text language sql as $f$ select '"""' || E'\x01' $f$;
create view "odd view" as select "größe", "a""b", "x.y", """" from "MixedCase" where "it's" = '"""';
create table junction ("a b" int references "Mixed Case", "a-b" int references "select", primary key ("a b", "a-b"));
create table models (model int, module int, query int, enum int, "view" int, function int, shape int, predicate int, abstract int, extension int, sql int, domain int);
create table columns (columns int, draft int, find int, "update" int, "patch" int, fields int, operations int);
create table names (names int primary key, name int, name_id int unique references names);
-- Macros, other spellings of operators, names that C++ keeps for itself or that the generated code has, and texts that mean something to a preprocessor or to printf.
create table macros (major int, minor int, linux int, "NULL" int, "EOF" int, min int, max int, assert int, "xor" int, co_await int, bitand int, public int,
  "_X" int, "__x" int, required int, insert int, find_by_x int, erase int, validate int, operator_ int, "a#b" int, "%s" int);
create type printf as enum ('%n%s', '#line 3 "x"', 'R"(', ')"', '??/', '\', '{0}', E'\\n');
create table formats (a text default '%n%s{}' primary key, b text default 'R"(' || ')"', c printf default '#line 3 "x"', d text default repeat('x', 20000), check (a <> '??/' and b <> E'\\'));
comment on table formats is E'#line 3 "x"\n??/\n%n{}\n\\';
comment on column formats.a is E'R"( \\';
create function complain() returns trigger language plpgsql as $f$ begin raise exception '%%s %%n {} */ """ $$ \ %', new; end $f$;
create trigger "odd ""trigger"" */" before insert on formats for each row when (new.a <> '*/ """') execute function complain('it''s', '"""', '%s');
create index "odd index -- */" on formats (b); create sequence "Odd ""Sequence""";
create policy "odd ; policy" on formats using (a <> '"""; drop table formats; --');
-- Comments that a line cannot hold.
create table commented (id int, a int, b int, c int, d int, e int, f int, g int, h int, i int check (i > 0));
comment on table commented is E'  ';
comment on column commented.a is E'\n\nthree lines, two of them empty';
comment on column commented.b is E'ends with spaces  \nand tabs\t\n';
comment on column commented.c is E'\u202Ereversed\u202C \u200B invisible \x01 control \r return';
comment on column commented.d is E'*/ /* // -- \\" \'quoted\' \\';
comment on column commented.e is E'e\'looks like a string with escapes\\n\'';
comment on column commented.f is E'\t';
comment on column commented.g is E'a''b\n\\n\nc';
comment on constraint commented_i_check on commented is E' \n ';
comment on schema public is E'standard \x02';
create table commented_target (id int primary key);
create table commented_relation (target_id int references commented_target, other_id int unique references commented_target on delete cascade);
comment on constraint commented_relation_target_id_fkey on commented_relation is 'of the key';
comment on column commented_relation.target_id is 'of the column';
comment on constraint commented_relation_other_id_fkey on commented_relation is E'of the key \n';
comment on constraint commented_relation_other_id_key on commented_relation is 'of the unique key';

-- Names of one quote, in objects that are written in PostgreSQL's words; words of the language as
-- names of keys and indexes.
create text search dictionary """" (template = simple, accept = false);
create collation """" (provider = icu, locale = 'de-u-co-phonebk');
create table words_of_keys (
  a int, b int, c int, constraint "index" unique (a, b) deferrable, constraint nulls unique (b, c),
  constraint "only" unique (a, c)
);
create index "only_" on words_of_keys (c);
create table has_default (id int primary key);
create table refers_by_default ("default" int references has_default, other int references has_default);
