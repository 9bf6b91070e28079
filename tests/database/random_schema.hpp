#pragma once

#include <functional>
#include <initializer_list>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <vector>

/// Databases made at random: everything that PostgreSQL 15 keeps in a schema and that can be made
/// up.
namespace random_schema {

/// Runs one statement; false when the server refuses it, and then it did nothing.
using Execute = std::function<bool(const std::string&)>;

/// What can be done with values of a type, one bit each.
enum Trait : unsigned {
  ordered = 1U,      // by a b-tree
  hashed = 2U,       // by a hash index
  overlapping = 4U,  // by gist, with `&&`
  composed = 8U,     // by gin
  collatable = 16U,
  toastable = 32U,  // may be stored elsewhere
};

/// What a column may be, a value for it, and a condition on it, with `{}` for the column.
struct Kind {
  std::string type;
  std::string value;
  std::string condition;
  unsigned traits = 0;

  auto has(Trait trait) const -> bool { return (traits & trait) != 0; }
};

/// Names are quoted where they must be.
struct Column {
  std::string name;
  Kind kind;
  bool is_generated = false;
};

struct Table {
  std::string name;  // qualified
  std::string schema;
  std::vector<Column> columns;    // those of known kinds; `id` is not among them
  std::vector<std::string> keys;  // lists of columns that are unique, to be referred to
  std::string partition_column;   // that all keys must hold; empty of other tables
  std::string partition_type;     // its type
  bool is_partition = false;
  std::string root;  // the partitioned table that it is a part of, however deep
  bool is_unlogged = false;
  bool has_id = true;
  bool is_typed = false;  // has its columns from a type
};

struct View {
  std::string name;
  std::string schema;
  std::vector<Column> columns;
  bool is_materialized = false;
  bool is_updatable = false;
};

/// What was made so far, and the dice.
class Writer {
 public:
  Writer(unsigned seed, Execute execute) : execute_(std::move(execute)), random_(seed) {}

  std::vector<std::string> schemas;
  std::vector<Kind> kinds;
  std::vector<Table> tables;
  std::vector<View> views;
  std::vector<std::string> trigger_functions;

  auto pick(std::size_t below) -> std::size_t { return below == 0 ? 0 : random_() % below; }
  auto chance(unsigned percent) -> bool { return pick(100) < percent; }
  auto one_of(std::initializer_list<std::string_view> texts) -> std::string {
    return std::string{texts.begin()[pick(texts.size())]};
  }
  template <class T>
  auto any(const std::vector<T>& things) -> const T& {
    return things[pick(things.size())];
  }
  auto say(const std::string& statement) -> bool {
    ++said_;
    if (execute_(statement)) return true;
    ++refused_;
    return false;
  }
  auto said() const -> unsigned { return said_; }
  auto refused() const -> unsigned { return refused_; }

  /// A name that no other object has; now and then one that is hard on C++, SQL or both.
  auto name(std::string_view hint, unsigned percent_hostile = 15) -> std::string;
  /// The same among the names of one table.
  auto name(std::string_view hint, unsigned percent_hostile, std::set<std::string>& taken)
      -> std::string;
  /// A text that is hard to keep, as a literal.
  auto comment() -> std::string;
  /// With some probability, a comment on something.
  void comment_on(const std::string& what, unsigned percent = 20);
  auto schema() -> std::string { return any(schemas); }

 private:
  Execute execute_;
  std::mt19937 random_;
  std::set<std::string> taken_;
  unsigned said_ = 0;
  unsigned refused_ = 0;
};

auto condition(const Column& of) -> std::string;
/// Conditions on columns, with `before` in front of each (`t.`): chains within chains, ranges, rows
/// and lists among them.
auto conditions(Writer& writer,
                const std::vector<Column>& columns,
                const std::string& before = {},
                int depth = 2) -> std::string;
/// A column of a table with all of these traits; null for none.
auto find_column(Writer& writer, const Table& table, unsigned traits) -> const Column*;

// One function for each part of a schema, in this order.
void add_types(Writer& writer);
void add_functions(Writer& writer);
void add_tables(Writer& writer);
void add_partitioned_tables(Writer& writer);
void add_foreign_keys(Writer& writer);
void add_indexes(Writer& writer);
void add_table_code(Writer& writer);
void add_row_functions(Writer& writer);
void add_views(Writer& writer);
/// Other names for what is there, so that what is named for it is not named so any more.
void rename(Writer& writer);
void add_objects(Writer& writer);

/// The constraints, options and comments that any table may have, once it is there.
void add_constraints(Writer& writer, Table& table);
/// A column definition without its name, and the column.
auto column_definition(Writer& writer, const Kind& kind) -> std::string;

}  // namespace random_schema
