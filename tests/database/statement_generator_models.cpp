#include "database/statement_generator.hpp"

namespace orm_tests {

const std::string_view generator_models = R"(
enum mood { sad, ok, happy }
domain mail = text check (value ~ '@');
domain small = int check (value < 100);
type address { street: text; number: int; zip: varchar(10); }

model person {
  id: bigint @id @identity;
  name: text;
  email: varchar(100) @unique;
  age: int?;
  score: numeric(10, 2)?;
  ratio: double precision = 0;
  rank: smallint = 1;
  active: bool = true;
  born: date?;
  created_at: timestamptz = now();
  seen_at: timestamp?;
  pause: interval?;
  token: uuid?;
  data: jsonb = '{}';
  numbers: int[]?;
  words: text[] = '{}';
  state: mood = 'ok';
  code: char(3)?;
  home: address?;
  homes: address[]?;
  contact: mail?;
  small_one: small?;
  span: int4range?;
  moods: mood[]?;
  doc: xml?;
  unique index (lower(name));
}

model item {
  id: int @id @identity;
  owner: person @on_delete(cascade);
  title: varchar(200);
  price: numeric;
  quantity: int = 1;
  weight: real?;
  sold_on: date?;
  made_at: timestamptz = now();
  kind: mood?;
  extra: jsonb?;
  note: text? @collate("C");
  ip: inet?;
  raw: bytea?;
  flags: bit varying(8)?;
  during: tstzrange?;
  grid: int[][]?;
  place: point?;
  twice: int @generated(quantity * 2);
}

model visit {
  person_id: bigint;
  item_id: int;
  at: timestamptz = now();
  stars: smallint?;
  remark: text? @collate("POSIX");
  number: int @identity(always);
  primary key (person_id, item_id);
}

view busy as select id, name, age, state from person where active;
)";

auto StatementGenerator::tables() -> const std::vector<Shape>& {
  static const auto all = std::vector<Shape>{
      {"person",
       {{"id", Want::bigint},
        {"name", Want::text},
        {"email", Want::text},
        {"age", Want::integer},
        {"score", Want::numeric},
        {"ratio", Want::real},
        {"rank", Want::integer},
        {"active", Want::boolean},
        {"born", Want::date},
        {"created_at", Want::timestamp},
        {"seen_at", Want::timestamp},
        {"pause", Want::interval},
        {"token", Want::uuid},
        {"data", Want::jsonb},
        {"numbers", Want::ints},
        {"words", Want::texts},
        {"state", Want::mood},
        {"code", Want::text},
        {"home", Want::address},
        {"homes", Want::addresses},
        {"contact", Want::mail},
        {"small_one", Want::integer},
        {"span", Want::range},
        {"moods", Want::moods},
        {"doc", Want::xml}}},
      {"item",
       {{"id", Want::integer},
        {"owner_id", Want::bigint},
        {"title", Want::text},
        {"price", Want::numeric},
        {"quantity", Want::integer},
        {"weight", Want::real},
        {"sold_on", Want::date},
        {"made_at", Want::timestamp},
        {"kind", Want::mood},
        {"extra", Want::jsonb},
        {"note", Want::text},
        {"ip", Want::inet},
        {"raw", Want::bytes},
        {"flags", Want::bits},
        {"during", Want::times},
        {"grid", Want::ints},
        {"twice", Want::integer}}},
      {"visit",
       {{"person_id", Want::bigint},
        {"item_id", Want::integer},
        {"at", Want::timestamp},
        {"stars", Want::integer},
        {"remark", Want::text},
        {"number", Want::integer}}},
      {"busy",
       {{"id", Want::bigint}, {"name", Want::text}, {"age", Want::integer}, {"state", Want::mood}}},
  };
  return all;
}

}  // namespace orm_tests
