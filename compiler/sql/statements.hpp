#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "query/ir.hpp"

/// What the other stages ask of SQL: finished texts. Inside, everything is lowered to an SQL tree
/// (`sql/tree.hpp`) and printed in one place (`sql/print.hpp`); identifiers are quoted only there.
namespace ormc::sql {

/// A piece of a statement whose text depends on which optional parameters are present. It belongs
/// to the text when `(presence & mask) == value`; for the bits of `presence` see
/// `query::PresenceBits`, for models' statements the lists of optional columns. `$n` for parameter
/// `parameter`, numbered by first use, follows its text when that is set.
struct Fragment {
  enum class Role : std::uint8_t {
    text,       // stands as it is
    list,       // opens a list: its text (" set ") is there only if an item follows
    item,       // begins an item: behind `separator` unless it is the first of its list
    otherwise,  // an item that is there only when no other is
    end,        // closes the list; its text is there in any case
  };
  std::uint64_t mask = 0;
  std::uint64_t value = 0;
  std::string text = {};
  std::optional<std::uint32_t> parameter = {};
  Role role = Role::text;
  std::string separator = ", ";
};

/// A statement ready for the server: plain text with $1, $2, ..., or fragments.
struct StatementText {
  std::string text;                 // when there are no fragments
  std::vector<Fragment> fragments;  // empty for a fixed text
  /// Something that its text depends on: the bits of its states. One state of each makes a
  /// presence.
  struct Switch {
    std::vector<std::uint64_t> states;  // the least first
    std::size_t given = 0;              // the first in which it is given
  };
  std::vector<Switch> switches = {};
};

/// The SQL of a named query: one statement, laid out over lines, that psql runs as it stands. Of a
/// query of several statements, the one that gives the result.
auto query_text(const schema::Schema& schema,
                const query::Program& program,
                const query::NamedQuery& query) -> StatementText;

/// The SQL of one statement of a query of several, with parameters of its own.
auto step_text(const schema::Schema& schema, const query::Step& step) -> StatementText;

/// A statement that every model gets. Parameters and results are columns of the model.
struct ModelStatement {
  StatementText text = {};
  std::vector<schema::ColumnIndex> parameters = {};  // by parameter number
  std::vector<schema::ColumnIndex> columns = {};     // returned, in order; empty for none
  std::size_t compared = 0;  // how many parameters, the last, are compared with their columns
};

/// The types that the server infers for the parameters of a model's statement: the column's for
/// what is assigned, the operator's for what is compared (`text` for a `varchar`).
auto parameter_types(const schema::Schema& schema,
                     const schema::Model& model,
                     const ModelStatement& statement) -> std::vector<catalog::Oid>;

/// What `insert`, `insert_many`, `find`, `update`, `patch`, `erase` and COPY run for one model.
/// Absent where the model has no key, or nothing to set, or where a rule takes the place of what is
/// written and returns nothing. Of a table that others inherit from, only its own rows are found.
struct ModelStatements {
  /// insert into t (...) values (...) returning every column; columns with a default are optional
  /// parameters, bit i for the i-th of `insert_optional`.
  std::optional<ModelStatement> insert;
  std::vector<schema::ColumnIndex> insert_optional;
  /// insert ... select from unnest($1::t1[], ...): the parameters and optional bits of `insert`,
  /// each parameter an array of its column's type; returns nothing. Absent where a column is an
  /// array or a composite, or none is required.
  std::optional<ModelStatement> insert_many;
  /// By primary key first, then by each unique key, in order.
  struct Find {
    std::vector<schema::ColumnIndex> key;
    ModelStatement statement;
  };
  std::vector<Find> find;
  /// update t set every settable column where the key (and the version) match, returning every
  /// column.
  std::optional<ModelStatement> update;
  /// The same with each settable column an optional parameter, bit i for the i-th of
  /// `patch_optional`.
  std::optional<ModelStatement> patch;
  std::vector<schema::ColumnIndex> patch_optional;
  std::optional<ModelStatement> erase;
  /// copy t (columns) from stdin (format binary): all columns that may be given.
  std::string copy_in;
  std::vector<schema::ColumnIndex> copy_columns;
};

auto model_statements(const schema::Schema& schema,
                      const query::Program& program,
                      schema::ModelId model) -> ModelStatements;

/// The whole schema from nothing, in dependency order: `psql -v ON_ERROR_STOP=1 -f schema.sql` into
/// an empty database makes it. One transaction; comments from doc comments.
auto schema_sql(const schema::Schema& schema, const query::Program& program) -> std::string;

/// A schema expression as SQL text, as in a check or a default.
auto expression_text(const schema::Schema& schema, const query::BoundExpr& expr) -> std::string;

/// An identifier as SQL needs it: bare when it can be, else quoted.
auto quote_identifier(std::string_view name) -> std::string;

}  // namespace ormc::sql
