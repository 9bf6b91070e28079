-- legacy ERP: composite keys, inheritance, char/numeric columns, odd names, views over views, rules
create table "KUNDEN" ("KDNR" char(8) not null, "MANDANT" numeric(3) not null default 1, "NAME1" varchar(35) not
  null default ' ', "NAME2" varchar(35), "PLZ" char(5), "ORT" varchar(30), "ANL_DAT" date default '1900-01-01',
  "KZ_GESPERRT" char(1) default 'N' check ("KZ_GESPERRT" in ('J','N',' ')), "LIMIT" numeric(15,2) default 0, constraint
  "PK_KUNDEN" primary key ("MANDANT","KDNR"));
create table "AUFTRAG" ("MANDANT" numeric(3) not null, "AUFNR" numeric(10) not null, "KDNR" char(8) not null, "REKDNR"
  char(8), "DATUM" date not null default current_date, "STATUS" smallint not null default 0, "TEXT" text, constraint
  "PK_AUFTRAG" primary key ("MANDANT","AUFNR"), constraint "FK_AUF_KD" foreign key ("MANDANT","KDNR") references
  "KUNDEN" ("MANDANT","KDNR") on update cascade, constraint "FK_AUF_REKD" foreign key ("MANDANT","REKDNR") references
  "KUNDEN" ("MANDANT","KDNR") match full deferrable, constraint "CK_STATUS" check ("STATUS" between 0 and 9), constraint
  "CK_DATUM" check ("DATUM" > date '1990-01-01' and extract(dow from "DATUM") <> 0) not valid);
create table "AUFPOS" ("MANDANT" numeric(3) not null, "AUFNR" numeric(10) not null, "POS" integer not null, "ARTNR"
  varchar(18) not null, "MENGE" numeric(12,3) not null default 1, "PREIS" numeric(12,2) not null, "RABATT" real
  default 0, "WERT" numeric(14,2) generated always as (round("MENGE" * "PREIS" * (1 - "RABATT"::numeric / 100.0),
  2)) stored, primary key ("MANDANT","AUFNR","POS"), foreign key ("MANDANT","AUFNR") references "AUFTRAG" on delete
  cascade);
create index "IX_AUFPOS_ART" on "AUFPOS" ("ARTNR" varchar_pattern_ops, "MENGE" desc); create index "ix_AUFTRAG.KD"
  on "AUFTRAG" ("MANDANT", "KDNR", "DATUM" desc nulls last) with (fillfactor = 80);
alter table "AUFTRAG" cluster on "PK_AUFTRAG";
create table beleg (id serial, belegnr varchar(20) not null, betrag numeric(12,2) not null, waehrung char(3) not
  null default 'EUR', erfasst timestamp not null default localtimestamp, constraint pos check (betrag <> 0) no inherit,
  constraint waehrung_gross check (waehrung = upper(waehrung)), primary key (id), unique (belegnr));
create table rechnung (faellig date not null, kdnr char(8), belegnr varchar(20) not null default 'RE-' || to_char(now(),
  'YYYY'), primary key (id)) inherits (beleg);
create table gutschrift (zu integer references rechnung(id), betrag numeric(12,2) not null check (betrag < 0)) inherits
  (beleg);
create table mahnbar (stufe smallint not null default 0); create table mahnung () inherits (rechnung, mahnbar);
alter table gutschrift alter waehrung drop not null; alter table mahnung alter stufe set default 1;
create table stamm (like beleg including all); create table "Stücklisten" ("Größe" numeric, "Straße" text, "naïve"
  bool);
create view "V_OFFEN" as select a."MANDANT", a."AUFNR", k."NAME1" || coalesce(', ' || nullif(trim(k."NAME2"), ''),
  '') as "KUNDE", sum(p."WERT") as "SUMME", max(a."DATUM") - interval '30 days' as "FRIST", count(*)::int as "ANZ",
  case a."STATUS" when 0 then 'neu' when 9 then 'fertig' else 'in Arbeit' end as "ST" from "AUFTRAG" a join "KUNDEN"
  k using ("MANDANT", "KDNR") left join "AUFPOS" p on p."MANDANT" = a."MANDANT" and p."AUFNR" = a."AUFNR" where
  a."STATUS" < 9 and k."KZ_GESPERRT" <> 'J' group by a."MANDANT", a."AUFNR", k."NAME1", k."NAME2", a."DATUM", a."STATUS"
  having sum(p."WERT") > 0 order by 4 desc;
create view "V_TOP" ("Mandant", "Kunde", rang) as select "MANDANT", "KUNDE", rank() over (partition by "MANDANT"
  order by "SUMME" desc) from "V_OFFEN" where "SUMME" > 1e3 limit 100;
create view v_kunden as select * from "KUNDEN" where "KZ_GESPERRT" = 'N' with local check option;
create view v_union as select id, belegnr, 'R'::text as art from rechnung union all select id, belegnr, 'G' from
  gutschrift union select 0, null, '-' order by 1;
create rule v_ins as on insert to v_union do instead nothing; create rule "AUF_LOG" as on update to "AUFTRAG" where
  old."STATUS" <> new."STATUS" do also (insert into beleg (belegnr, betrag) values ('S' || new."AUFNR", 1));
create function "F_SALDO"("P_MANDANT" numeric, p_kd char default '        ', out saldo numeric, out anzahl bigint)
  language plpgsql stable as $$ begin select sum("WERT"), count(*) into saldo, anzahl from "AUFPOS"; end $$;
create function next_beleg(prefix varchar) returns varchar language sql volatile called on null input cost 50 begin
  atomic select prefix || nextval('beleg_id_seq'::regclass)::text; end;
create aggregate concat_all(text) (sfunc = textcat, stype = text, initcond = '', combinefunc = textcat, parallel
  = safe);
create operator === (leftarg = char, rightarg = char, function = bpchareq, commutator = ===, restrict = eqsel, join
  = eqjoinsel);
