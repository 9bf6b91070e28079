#include "query/bind_statement.hpp"

#include <utility>

#include "diagnostics/select_diagnostics.hpp"

namespace ormc::query {
namespace {

/// Binds a statement by its kind; nothing when it was reported as a whole.
struct StatementBinder {
  Binder& binder;
  Scope* outer;
  Span span;

  auto operator()(const syntax::QueryPtr& query) const -> std::optional<Statement> {
    auto* bound = binder.bind_query(*query, outer);
    return Statement{span, bound, bound->columns, {}};
  }
  auto operator()(const syntax::Insert& insert) const -> std::optional<Statement> {
    return bind_insert(binder, insert, outer);
  }
  auto operator()(const syntax::Update& update) const -> std::optional<Statement> {
    return bind_update(binder, update, outer);
  }
  auto operator()(const syntax::Delete& erase) const -> std::optional<Statement> {
    return bind_delete(binder, erase, outer);
  }
  auto operator()(const syntax::Merge& merge) const -> std::optional<Statement> {
    return bind_merge(binder, merge, outer);
  }
  auto operator()(const syntax::RawSql& sql) const -> std::optional<Statement> {
    binder.diagnostics().report(
        sql.text_span,
        diagnostics::ImpossibleTogether{"raw SQL cannot stand inside of another statement",
                                        "make it a query of its own, or write it as a statement"});
    return std::nullopt;
  }
  auto operator()(const syntax::MissingStatement&) const -> std::optional<Statement> {
    return std::nullopt;  // the parser said why
  }
};

}  // namespace

auto Binder::bind_statement(const syntax::Statement& statement, Scope* outer) -> StatementPtr {
  auto bound = std::visit(StatementBinder{*this, outer, statement.span}, statement.node);
  if (!bound) return nullptr;
  bound->span = statement.span;
  return unit_.arena.make(std::move(*bound));
}

}  // namespace ormc::query
