#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// What people bring along from other databases and languages, and what one writes here instead:
/// the help of many diagnostics.
namespace ormc::diagnostics {

/// For the name of a function that another database has: what to write. Case does not matter.
auto instead_of_function(std::string_view name) -> std::optional<std::string>;

/// For a type of another database or language.
auto instead_of_type(std::string_view name) -> std::optional<std::string>;

/// For an attribute as other schema languages have it, without the `@`.
auto instead_of_attribute(std::string_view name) -> std::optional<std::string>;

/// For an operator of another language.
auto instead_of_operator(std::string_view symbol) -> std::optional<std::string>;

/// What to write in place of such a type, attribute or operator, where that is one thing.
auto replacement_of_type(std::string_view name) -> std::optional<std::string>;
auto replacement_of_attribute(std::string_view name) -> std::optional<std::string>;
auto replacement_of_operator(std::string_view symbol) -> std::optional<std::string>;

/// Ways of writing that are known from elsewhere and do not parse here.
enum class Habit : std::uint8_t {
  foreign_parameter,         // `:id`, `@id`, `?`, `{id}`
  undeclared_type,           // `query q(id bigint)`
  top,                       // `select top 10`
  limit_of_two,              // `limit 10, 20`
  foreign_quotes,            // backticks, `[name]`
  text_as_alias,             // `as 'n'`
  in_parameter,              // `in $ids`
  in_nothing,                // `in ()`
  comma_at_the_end,          // `select name, from`
  duplicate_key,             // `on duplicate key update`
  is_value,                  // `age is 5`
  transaction,               // `begin; ...; commit`
  reserved_name,             // `select group from`
  keyword_called,            // `current_timestamp()`
  misspelt,                  // `form`, `whre`
  field_without_colon,       // `id bigint;`
  members_with_commas,       // `id: bigint, name: text`
  labels_with_semicolons,    // `enum S { a; b }`
  attribute_first,           // `@id id: bigint`
  question_first,            // `name?: text`
  not_null,                  // `name: text not null`
  nullable,                  // `name: text null`, `text | null`
  primary_key,               // `id: bigint primary key`
  unique,                    // `email: text unique`
  default_value,             // `n: int default 0`
  references,                // `author_id: bigint references author (id)`
  check,                     // `age: int check (age > 0)`
  identity,                  // `id: bigint auto_increment`
  other_word_for_model,      // `table`, `class`, `struct`
  import,                    // `import "other.orm"`
  missing_end,               // `view V as select * from A` without its `;`
  statement_outside,         // `select ...` outside of a query
  foreign_comment,           // `# comment`
  generic_type,              // `list<text>`
  array_first,               // `[]text`
  members_in_parentheses,    // `model A (...)`
  equals_before_brace,       // `enum S = { ... }`
  statement_without_braces,  // `query q select 1`
  query_without_name,        // `query { ... }`
  result_behind_colon,       // `query q : int`
  method_behind_columns,     // `index (name) using gin`
  body_in_braces,            // `function f() -> int { ... }`
  dollar_in_declaration,     // `query q($id)`
  clause_in_brackets,        // `[where x = $x]`, `[join ...]`
  part_without_word,         // `where [x = $x]`
  value_in_brackets,         // `x = [$x]`
  bound_in_brackets,         // `limit [$n]`
  two_in_brackets,           // `set [a = $a, b = $b]`
  choice_without_label,      // `order by $sort { title, id }`
  alias_behind_clauses,      // `p.tags { name } order by name as t`
  table_as_call,             // `lateral Post`, `Post with ordinality`
  insert_set,                // `insert into t set a = 1`
  set_behind_where,          // `update t where a = 1 set b = 2`
  limited_write,             // `delete from t limit 1`
  join_without_condition,    // `join Author a where a.id = p.author`
  exists_of_a_path,          // `exists p.comments`
  bang,                      // `!active`
  between_comma,             // `between 1, 5`
  in_column,                 // `'x' in p.tags`
  distinct_on_name,          // `distinct on name`
  word_contains,             // `tags contains 'x'`
  word_matches,              // `name regexp '^a'`
  order_without_by,          // `order name`
  list_result,               // `-> List<Author>`, `-> [Author]`
  from_first,                // `from Author select id`
  graph_query,               // `{ authors { id } }`
  truncate,                  // `truncate Author`
  call,                      // `call tidy(1)`
  definition_in_query,       // `drop table author`
  merge_returning,           // `merge ... returning id`
  never_null_bang,           // `(id: int!)`
  foreign_phrase,            // a clause of another database; the advice is the word
};

/// A habit, and the word that its advice is about.
struct Advice {
  Habit habit;
  std::string word = {};
  std::string second = {};
  auto text() const -> std::string;
};

}  // namespace ormc::diagnostics
