#include <fmt/format.h>

#include "database/random_schema.hpp"

namespace random_schema {
namespace {

/// A head up to the language, the language, and the body in both of its forms.
struct Shape {
  const char* arguments;
  const char* result;
  const char* language;
  const char* body;
};

constexpr Shape shapes[] = {
    {"a int", "returns int", "sql", "as 'select a * 2'"},
    {"a int default 3, b text default 'it''s'", "returns text", "sql", "as $$ select b || a $$"},
    {"int, text", "returns bool", "sql", "as 'select $1::text = $2'"},
    {"a numeric(10,2), variadic rest text[]",
     "returns int",
     "sql",
     "as 'select cardinality(rest)'"},
    {"a int, out low int, out high text", "", "sql", "as $$ select a, 'x'::text $$"},
    {"inout a int, inout b text = null", "", "plpgsql", "as 'begin a := 1; end'"},
    {"a int", "returns table (id int, \"Name\" text)", "sql", "as $$ select 1, 'x'::text $$"},
    {"a anyarray", "returns anyelement", "sql", "as 'select a[1]'"},
    {"a int", "returns setof int", "plpgsql", "as 'begin return next a; end'"},
    {"", "returns void", "plpgsql", "as E'begin\\n  -- nothing \"\"\" $$ \\\\\\n  null;\\nend'"},
    {"a int", "returns int", "sql", "return a + 1"},
    {"a text, b text default 'q'",
     "returns text",
     "sql",
     "begin atomic; select a; select b || 'x'; end"},
    {"a interval, b timestamptz", "returns timestamptz", "sql", "return b + a"},
    {"a jsonb",
     "returns jsonb",
     "sql",
     "begin atomic; select jsonb_agg(x) from jsonb_array_elements(a) t(x); end"},
    {"a bigint[]", "returns record", "sql", "as 'select 1, 2'"},
    {"\"select\" int, \"Mixed Case\" text", "returns int", "sql", "as 'select $1'"},
};

auto properties(Writer& writer) -> std::string {
  auto text = std::string{};
  text += writer.one_of({"", "", " immutable", " stable", " volatile"});
  text += writer.one_of({"", "", " strict", " called on null input"});
  text += writer.one_of({"", "", "", " security definer"});
  text += writer.one_of({"", "", "", " leakproof"});
  text += writer.one_of({"", "", " parallel safe", " parallel restricted"});
  text += writer.one_of({"", "", "", " cost 7", " cost 0.5"});
  text += writer.one_of({"",
                         "",
                         "",
                         " set work_mem = '1MB'",
                         " set search_path = public, pg_temp",
                         " set datestyle to 'ISO, DMY' set lock_timeout = 5",
                         " set \"my.setting\" = 'it''s'"});
  return text;
}

void add_function(Writer& writer) {
  const auto& shape = shapes[writer.pick(std::size(shapes))];
  const auto name = writer.schema() + "." + writer.name("compute");
  const auto is_set = std::string_view{shape.result}.find("setof") != std::string_view::npos ||
                      std::string_view{shape.result}.find("table") != std::string_view::npos;
  const auto made = writer.say(fmt::format("create function {}({}) {} language {}{}{} {}",
                                           name,
                                           shape.arguments,
                                           shape.result,
                                           shape.language,
                                           properties(writer),
                                           is_set && writer.chance(50) ? " rows 5" : "",
                                           shape.body));
  if (made) writer.comment_on("function " + name);
}

void add_procedure(Writer& writer) {
  const auto name = writer.schema() + "." + writer.name("work");
  const auto made = writer.say(fmt::format(
      "create procedure {} {}",
      name,
      writer.one_of({"() language plpgsql as 'begin null; end'",
                     "(a int, inout b text) language plpgsql as 'begin b := a; end'",
                     "(a int default 1) language sql begin atomic; select a; end",
                     "(out c int) language plpgsql security definer as 'begin c := 1; end'",
                     "(variadic x int[]) language sql set work_mem = '2MB' as ''"})));
  if (made) writer.comment_on("procedure " + name);
}

void add_aggregate(Writer& writer) {
  const auto name = writer.schema() + "." + writer.name("total");
  const auto shape = writer.pick(4);
  constexpr const char* definitions[] = {
      "(int) (sfunc = int4pl, stype = int, initcond = '0', combinefunc = int4pl, parallel = safe)",
      "(text) (sfunc = textcat, stype = text)",
      "(numeric) (sfunc = numeric_add, stype = numeric, initcond = '0', msfunc = numeric_add, "
      "minvfunc = numeric_sub, mstype = numeric, minitcond = '0')",
      "(float8 order by anyelement) (sfunc = ordered_set_transition, stype = internal, finalfunc = "
      "percentile_disc_final, finalfunc_extra)"};
  constexpr const char* arguments[] = {
      "(int)", "(text)", "(numeric)", "(float8 order by anyelement)"};
  const auto made = writer.say(fmt::format("create aggregate {}{}", name, definitions[shape]));
  if (made) writer.comment_on(fmt::format("aggregate {}{}", name, arguments[shape]), 40);
}

void add_operator(Writer& writer) {
  const auto symbol = writer.one_of({"===", "<%>", "@+", "~=~", "&&&", "?|?", "*<*"});
  writer.say(fmt::format(
      "create operator public.{} (function = {}",
      symbol,
      writer.one_of({"int4pl, leftarg = int, rightarg = int, commutator = operator(public.*<*))",
                     "texteq, leftarg = text, rightarg = text, restrict = eqsel, join = eqjoinsel, "
                     "hashes, merges)",
                     "numeric_uminus, rightarg = numeric)"})));
}

/// A function of a table's rows, of which the server knows what it needs.
void add_row_function(Writer& writer, const Table& table) {
  const auto name = writer.schema() + "." + writer.name("rows_of");
  const auto& column = writer.any(table.columns);
  switch (writer.pick(4)) {
    case 0:
      writer.say(
          fmt::format("create function {}() returns setof {} language sql stable begin atomic; "
                      "select * from {} limit 3; end",
                      name,
                      table.name,
                      table.name));
      break;
    case 1:
      writer.say(fmt::format(
          "create function {}(t {}) returns bool language sql immutable return t.{} is not null",
          name,
          table.name,
          column.name));
      break;
    case 2:
      writer.say(
          fmt::format("create function {}(x {}.{}%type) returns table (a int) language plpgsql as "
                      "'begin return query select 1; end'",
                      name,
                      table.name,
                      column.name));
      break;
    default:
      writer.say(fmt::format("create procedure {}() begin atomic; delete from {} where {}; end",
                             name,
                             table.name,
                             condition(column)));
  }
}

}  // namespace

void add_row_functions(Writer& writer) {
  for (auto i = writer.tables.empty() ? 0 : writer.pick(3); i > 0; --i) {
    const auto& table = writer.any(writer.tables);
    if (!table.columns.empty()) add_row_function(writer, table);
  }
}

void add_functions(Writer& writer) {
  writer.say("create function twice(a int) returns int language sql immutable as 'select a * 2'");
  for (auto i = 1 + writer.pick(2); i > 0; --i) {
    const auto name = writer.schema() + "." + writer.name("touch");
    const auto body = writer.one_of({"as 'begin return new; end'",
                                     "as $$ begin new := new; return null; end $$",
                                     "security definer as E'begin\\n  return old;\\nend;\\n'"});
    if (writer.say(
            fmt::format("create function {}() returns trigger language plpgsql {}", name, body)))
      writer.trigger_functions.push_back(name);
  }
  for (auto i = writer.pick(4); i > 0; --i) add_function(writer);
  if (writer.chance(40)) add_procedure(writer);
  if (writer.chance(30)) add_aggregate(writer);
  if (writer.chance(25)) add_operator(writer);
}

}  // namespace random_schema
