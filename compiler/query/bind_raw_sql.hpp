#pragma once

#include <optional>
#include <string>
#include <vector>

#include "query/bind_named_query.hpp"
#include "syntax/postgres_parser.hpp"
#include "syntax/raw_parameters.hpp"

namespace ormc::query {

/// Whether anything looks at what a statement returns.
enum class Returned : std::uint8_t { read, ignored };

/// Binds a query that is raw SQL: its parameters are found in the text, its syntax is checked by
/// PostgreSQL's own parser, and what it takes and returns is as declared, or as `orm.lock` says
/// that a server said. `key` names it there.
class RawSqlBinder {
 public:
  RawSqlBinder(const QueryContext& context,
               const syntax::NamedQuery& query,
               const syntax::RawSql& raw,
               std::string key,
               Returned returned);

  /// Whether the text is one statement that a program can prepare; reports why not.
  auto check_text() -> bool;
  /// The statement, its text not numbered yet; nothing when something is not known, which is
  /// reported.
  auto bind(Binder& binder) -> std::optional<Statement>;
  /// Gives the text the numbers that its parameters have got.
  void number(const Binder& binder, Statement& statement) const;

 private:
  auto span_at(std::size_t begin, std::size_t end) const -> Span;
  auto check_kind(const syntax::PostgresStatement& statement) -> bool;
  void note(const Binder& binder);
  auto numbered(const Binder& binder, const std::vector<std::size_t>& numbers) const -> std::string;
  auto locked() -> const LockedStatement*;
  auto bind_parameters(Binder& binder) -> bool;
  auto bind_type(Binder& binder, const syntax::RawParameter& parameter, Expr& use) -> bool;
  auto bind_columns() -> std::optional<std::vector<ResultColumn>>;
  auto declared_columns() -> std::optional<std::vector<ResultColumn>>;
  auto columns_of_type(const syntax::TypeName& type) -> std::optional<std::vector<ResultColumn>>;
  auto locked_columns() -> std::optional<std::vector<ResultColumn>>;
  auto report_unlocked(Span span, const std::string& what) -> void;

  const QueryContext& context_;
  const syntax::NamedQuery& query_;
  const syntax::RawSql& raw_;
  std::string key_;
  Returned returned_;
  std::vector<syntax::RawParameter> parameters_;
  std::vector<ExprPtr> uses_;  // one for each of `parameters_`
  syntax::PostgresUses text_uses_;
  bool is_select_ = false;
  bool uses_lock_ = false;
  bool needs_lock_ = false;
};

}  // namespace ormc::query
