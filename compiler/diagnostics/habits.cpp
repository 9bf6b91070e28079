#include "diagnostics/habits.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <span>

namespace ormc::diagnostics {

namespace {

struct Entry {
  std::string_view word;  // in lower case
  std::string_view advice;
};

constexpr Entry functions[] = {
    {"autoincrement", "mark the field `@identity`: the database counts it up"},
    {"charindex", "write `position(part in whole)`"},
    {"convert", "write `cast(x as type)` or `x::type`"},
    {"curdate", "write `current_date`"},
    {"cuid", "write `gen_random_uuid()`"},
    {"curtime", "write `current_time`"},
    {"date_add", "add an interval: `at + interval '1 day'`"},
    {"date_format", "write `to_char(at, 'YYYY-MM-DD')`"},
    {"date_sub", "subtract an interval: `at - interval '1 day'`"},
    {"dateadd", "add an interval: `at + interval '1 day'`"},
    {"datediff", "subtract them: `a - b` is an interval, of two dates the number of days"},
    {"datename", "write `to_char(at, 'Month')`"},
    {"datetime", "write `at::timestamptz`"},
    {"day", "write `extract(day from at)`"},
    {"getdate", "write `now()`"},
    {"group_concat", "write `string_agg(x, ', ' order by x)`"},
    {"hour", "write `extract(hour from at)`"},
    {"if", "write `case when condition then a else b end`"},
    {"ifnull", "write `coalesce(a, b)`"},
    {"iif", "write `case when condition then a else b end`"},
    {"instr", "write `strpos(whole, part)`"},
    {"isnull", "write `coalesce(a, b)`, or the test `a is null`"},
    {"json_extract", "write `document -> 'key'`, or `->>` for its text"},
    {"json_query", "write `document #> '{a,b}'`, or `jsonb_path_query_first(document, '$.a.b')`"},
    {"json_table", "write `jsonb_to_recordset(document) as t (a int, b text)` in from"},
    {"json_value", "write `document ->> 'key'`"},
    {"last_insert_id", "add `returning id` to the insert"},
    {"lcase", "write `lower(x)`"},
    {"len", "write `length(x)`"},
    {"listagg", "write `string_agg(x, ', ' order by x)`"},
    {"locate", "write `position(part in whole)`"},
    {"median", "write `percentile_cont(0.5) within group (order by x)`"},
    {"minute", "write `extract(minute from at)`"},
    {"month", "write `extract(month from at)`"},
    {"newid", "write `gen_random_uuid()`"},
    {"nvl", "write `coalesce(a, b)`"},
    {"nvl2", "write `case when a is not null then b else c end`"},
    {"rand", "write `random()`"},
    {"regexp_like", "write `x ~ 'pattern'`"},
    {"scope_identity", "add `returning id` to the insert"},
    {"str_to_date", "write `to_date(x, 'YYYY-MM-DD')`"},
    {"strftime", "write `to_char(at, 'YYYY-MM-DD')`"},
    {"stuff", "write `overlay(x placing y from 1 for 2)`"},
    {"sysdate", "write `now()`"},
    {"sysdatetime", "write `now()`"},
    {"timestampdiff", "subtract them, and take a part: `extract(epoch from a - b)`"},
    {"to_varchar", "write `x::text`, or `to_char(x, format)`"},
    {"try_cast", "write `cast(x as type)`"},
    {"ucase", "write `upper(x)`"},
    {"unix_timestamp", "write `extract(epoch from at)`"},
    {"uuid", "write `gen_random_uuid()`"},
    {"week", "write `extract(week from at)`"},
    {"year", "write `extract(year from at)`"},
};

constexpr Entry types[] = {
    {"bigdecimal", "numeric"},
    {"binary", "bytea"},
    {"blob", "bytea"},
    {"bytes", "bytea"},
    {"byte", "smallint"},
    {"clob", "text"},
    {"datetime", "timestamptz"},
    {"datetime2", "timestamptz"},
    {"datetimeoffset", "timestamptz"},
    {"dictionary", "jsonb"},
    {"double", "float8"},
    {"f32", "float4"},
    {"f64", "float8"},
    {"float32", "float4"},
    {"float64", "float8"},
    {"guid", "uuid"},
    {"i16", "smallint"},
    {"i32", "int"},
    {"i64", "bigint"},
    {"image", "bytea"},
    {"int16", "smallint"},
    {"int32", "int"},
    {"int64", "bigint"},
    {"int16_t", "smallint"},
    {"int32_t", "int"},
    {"int64_t", "bigint"},
    {"long", "bigint"},
    {"longtext", "text"},
    {"map", "jsonb"},
    {"mediumint", "int"},
    {"mediumtext", "text"},
    {"ntext", "text"},
    {"number", "numeric"},
    {"nvarchar", "varchar"},
    {"object", "jsonb"},
    {"optional", "a type with `?` behind it"},
    {"short", "smallint"},
    {"str", "text"},
    {"string", "text"},
    {"tinyint", "smallint"},
    {"tinytext", "text"},
    {"u32", "bigint"},
    {"u64", "numeric(20)"},
    {"uint", "bigint"},
    {"uint32", "bigint"},
    {"uint64", "numeric(20)"},
    {"uniqueidentifier", "uuid"},
    {"unsigned", "bigint"},
    {"varbinary", "bytea"},
    {"varchar2", "varchar"},
};

constexpr Entry attributes[] = {
    {"auto", "@identity"},
    {"auto_increment", "@identity"},
    {"autoincrement", "@identity"},
    {"check_constraint", "@check(...)"},
    {"computed", "@generated(...)"},
    {"db", "the type itself: `varchar(100)`"},
    {"foreign_key", "the other model as the type: `author: Author`"},
    {"ignore", "nothing: leave the field out"},
    {"key", "@id"},
    {"map", "@column(\"name\")` or `@table(\"name\")"},
    {"not_null", "nothing: a field without `?` is never NULL"},
    {"nullable", "`?` behind the type"},
    {"optional", "`?` behind the type"},
    {"pk", "@id"},
    {"primary", "@id"},
    {"primary_key", "@id"},
    {"primarykey", "@id"},
    {"ref", "the other model as the type: `author: Author`"},
    {"relation", "the other model as the type: `author: Author`"},
    {"required", "nothing: a field without `?` is never NULL"},
    {"serial", "@identity"},
    {"updated_at", "@on_update(now())"},
    {"updatedat", "@on_update(now())"},
};

constexpr Entry operators[] = {
    {"!", "`not`"},
    {"==", "`=`"},
    {"===", "`=`"},
    {"!==", "`<>`"},
    {"=~", "`~`"},
    {"!=~", "`!~`"},
    {"??", "`coalesce(a, b)`"},
    {"=>", "`>=`"},
    {"=<", "`<=`"},
    {"**", "`^`"},
    {"<=>", "`is not distinct from`"},
    {"`", "names are quoted with double quotes: `\"name\"`"},
};

auto find(std::span<const Entry> entries, std::string_view word)
    -> std::optional<std::string_view> {
  auto folded = std::string(word);
  std::transform(folded.begin(), folded.end(), folded.begin(), [](unsigned char c) {
    return static_cast<char>(std::tolower(c));
  });
  for (const auto& entry : entries) {
    if (entry.word == folded) return entry.advice;
  }
  return std::nullopt;
}

/// "write `x`", where the advice is no sentence of its own.
auto write(std::string_view advice) -> std::string {
  return advice.find('`') == std::string_view::npos || advice.starts_with('@')
             ? fmt::format("write `{}`", advice)
             : fmt::format("write {}", advice);
}

/// Advice that consists of nothing but what to write.
auto replacement(std::span<const Entry> entries, std::string_view word)
    -> std::optional<std::string> {
  const auto advice = find(entries, word);
  if (!advice || advice->find_first_of(" .") != std::string_view::npos) return std::nullopt;
  return std::string(*advice);
}

}  // namespace

auto instead_of_function(std::string_view name) -> std::optional<std::string> {
  const auto advice = find(functions, name);
  return advice ? std::optional(std::string(*advice)) : std::nullopt;
}

auto instead_of_type(std::string_view name) -> std::optional<std::string> {
  const auto advice = find(types, name);
  return advice ? std::optional(write(*advice)) : std::nullopt;
}

auto instead_of_attribute(std::string_view name) -> std::optional<std::string> {
  const auto advice = find(attributes, name);
  return advice ? std::optional(write(*advice)) : std::nullopt;
}

auto instead_of_operator(std::string_view symbol) -> std::optional<std::string> {
  if (symbol.find('`') != std::string_view::npos) return Advice{Habit::foreign_quotes}.text();
  const auto advice = find(operators, symbol);
  return advice ? std::optional(write(*advice)) : std::nullopt;
}

auto replacement_of_type(std::string_view name) -> std::optional<std::string> {
  return replacement(types, name);
}

auto replacement_of_attribute(std::string_view name) -> std::optional<std::string> {
  return replacement(attributes, name);
}

auto replacement_of_operator(std::string_view symbol) -> std::optional<std::string> {
  auto quoted = replacement(operators, symbol);
  if (!quoted || *quoted == "`not`") return std::nullopt;  // it may stand right before a name
  return quoted->substr(1, quoted->size() - 2);
}

auto Advice::text() const -> std::string {
  switch (habit) {
    case Habit::foreign_parameter:
      return fmt::format("a parameter is written `${}`", word);
    case Habit::foreign_phrase:
      return word;
    case Habit::undeclared_type:
      return fmt::format("a parameter is declared with a colon: `{}: {}`", word, second);
    case Habit::top:
      return fmt::format("write `limit {}` at the end of the query", word);
    case Habit::limit_of_two:
      return fmt::format("write `limit {} offset {}`", second, word);
    case Habit::foreign_quotes:
      return fmt::format(
          "names are plain, `{0}`, and in double quotes where they must be: `\"{0}\"`",
          word.empty() ? "name" : word);
    case Habit::text_as_alias:
      return "an alias is a name: without quotes, or in double quotes";
    case Habit::in_parameter:
      return fmt::format("an array is searched with `{}({})`", word, second);
    case Habit::in_nothing:
      return "nothing is in an empty list; a list that may be empty is an array: `= any($values)`";
    case Habit::comma_at_the_end:
      return fmt::format("take away the comma before `{}`", word);
    case Habit::duplicate_key:
      return "write `on conflict (key) do update set column = excluded.column`";
    case Habit::is_value:
      return "`is` takes null, true, false and unknown; values are compared with `=`, or with `is "
             "not "
             "distinct from` where NULL counts as a value";
    case Habit::transaction:
      return "transactions are opened by the program: `db.transaction(...)`";
    case Habit::reserved_name:
      return fmt::format("`{0}` is reserved by SQL: quote it (`\"{0}\"`) to use it as a name",
                         word);
    case Habit::keyword_called:
      return fmt::format("write `{}` without parentheses", word);
    case Habit::misspelt:
      return second.empty()
                 ? fmt::format("did you mean `{}`?", word)
                 : fmt::format("`{}` is read as a name here; did you mean `{}`?", second, word);
    case Habit::field_without_colon:
      return fmt::format("a field is a name, a colon and a type: `{}: {};`", word, second);
    case Habit::members_with_commas:
      return "members end with `;`";
    case Habit::labels_with_semicolons:
      return "labels are separated by `,`";
    case Habit::attribute_first:
      return fmt::format("attributes stand behind the type: `name: type {};`", word);
    case Habit::question_first:
      return fmt::format("the `?` stands behind the type: `{}: text?`", word);
    case Habit::not_null:
      return "leave `not null` out: only types with a `?` behind them may be NULL";
    case Habit::nullable:
      return "what may be NULL has a `?` behind its type: `text?`";
    case Habit::primary_key:
      return "write `@id`";
    case Habit::unique:
      return "write `@unique`";
    case Habit::default_value:
      return "a default stands behind `=`: `count: int = 0;`";
    case Habit::references:
      return "a foreign key is a field whose type is the other model: `author: Author;`";
    case Habit::check:
      return "write `@check(...)`, or `check ...;` as a member of the model";
    case Habit::identity:
      return "write `@identity`";
    case Habit::other_word_for_model:
      return fmt::format("a table is declared as a model: `model {} {{ ... }}`", word);
    case Habit::import:
      return "there is nothing to import: all files of one command line are one program";
    case Habit::missing_end:
      return fmt::format("what stands before `{}` does not end: add a `;`", word);
    case Habit::statement_outside:
      return "statements have names: `query name { ... }`";
    case Habit::foreign_comment:
      return "comments begin with `//` or `--`";
    case Habit::generic_type:
    case Habit::array_first:
      return "an array is written behind the type of its elements: `text[]`";
    case Habit::members_in_parentheses:
      return "members stand in braces: `{ ... }`";
    case Habit::equals_before_brace:
      return "take away the `=`";
    case Habit::statement_without_braces:
      return "the statement stands in braces: `query name { ... }`";
    case Habit::query_without_name:
      return "a query has a name, which the program calls it by: `query name { ... }`";
    case Habit::result_behind_colon:
      return "the result stands behind `->`";
    case Habit::dollar_in_declaration:
      return fmt::format(
          "a parameter is declared by its name, `({})`, and used as `${}`", word, word);
    case Habit::clause_in_brackets: {
      constexpr auto what =
          "brackets hold terms of a condition, assignments, `order by`, `limit` and `offset`";
      if (word == "where") return fmt::format("{}: `where true [and x = $x]`", what);
      return fmt::format("{}; a join that only such a part needs comes and goes with it", what);
    }
    case Habit::part_without_word:
      return "a condition in brackets begins with the word that adds it to one that is always "
             "there: `where true [and x = $x]`";
    case Habit::value_in_brackets:
      return "brackets go around the whole condition, `[and x = $x]`, or the assignment, "
             "`[x = $x]`";
    case Habit::bound_in_brackets:
      return fmt::format("brackets go around the whole clause: `[{} $n]`", word);
    case Habit::two_in_brackets:
      return "each assignment has brackets of its own: `set [a = $a], [b = $b]`";
    case Habit::choice_without_label:
      return fmt::format(
          "each order has a label, which the program chooses it by: `{{ {}: {} }}`", word, word);
    case Habit::table_as_call:
      return "a table stands by itself: `lateral`, `with ordinality` and `rows from` are for "
             "calls, "
             "and `lateral` for subqueries";
    case Habit::insert_set:
      return "an insert lists columns and values: `insert into t (a, b) values (1, 2)`";
    case Habit::set_behind_where:
      return "`set` stands before `where`: `update t set a = 1 where ...`";
    case Habit::limited_write:
      return "writes have no limit or order: `where id in (select id from t order by ... limit 1)`";
    case Habit::join_without_condition:
      return "a join says how: `join Author a on a.id = p.author`; `cross join` takes all pairs";
    case Habit::exists_of_a_path:
      return fmt::format("what is looked for stands in parentheses: `exists({})`", word);
    case Habit::bang:
      return "conditions are negated with `not`";
    case Habit::between_comma:
      return fmt::format("write `between {} and {}`", word, second);
    case Habit::in_column:
      return fmt::format("an array is searched with `= any({})`", word);
    case Habit::distinct_on_name:
      return fmt::format("write `distinct on ({})`", word);
    case Habit::word_contains:
      return "arrays, ranges and documents contain with `@>`, texts with `like '%x%'`; one value "
             "is "
             "searched in an array with `= any(...)`";
    case Habit::word_matches:
      return "a text is matched with `~`, without regard to case with `~*`";
    case Habit::order_without_by:
      return fmt::format("write `{} by`", word);
    case Habit::list_result:
      return "a list of rows is written `Author[]`, one that may be missing `Author?`";
    case Habit::from_first:
      return "the select list comes first: `select id, name from Author`";
    case Habit::graph_query:
      return "the body is SQL; nested rows are shapes: `select id, tags { name } from Post`";
    case Habit::truncate:
      return "write `delete from t`, or raw SQL: `query q -> count sql \"\"\" truncate t \"\"\"`";
    case Habit::call:
      return "write raw SQL: `query q -> count sql \"\"\" call f(1) \"\"\"`";
    case Habit::definition_in_query:
      return "queries make and change no objects: these are declared in models";
    case Habit::merge_returning:
      return "a merge returns no rows: select them in a second statement of the query";
    case Habit::never_null_bang:
      return "nothing is NULL whose type does not end with `?`: leave `!` out";
    case Habit::alias_behind_clauses:
      return "the name stands directly behind the braces: `p.tags { name } as t order by name`";
    case Habit::method_behind_columns:
      return "the method stands before the columns: `index using gin (name)`";
    case Habit::body_in_braces:
      return "the body is a text with its language: `language sql \"\"\" select ... \"\"\"`";
  }
  return {};
}

}  // namespace ormc::diagnostics
