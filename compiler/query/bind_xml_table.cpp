#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "diagnostics/sql_diagnostics.hpp"
#include "query/bind_expr.hpp"
#include "query/bind_statement.hpp"
#include "schema/lookup.hpp"

namespace ormc::query {
namespace {

namespace oid = catalog::oid;

/// Binds one `xmltable`, in the order in which the server analyses it: the row and the document,
/// then the columns, then the namespaces.
class XmlTableBinder {
 public:
  XmlTableBinder(Binder& binder, const syntax::XmlTable& syntax, Scope& scope)
      : binder_{binder}, syntax_{syntax}, scope_{scope} {}

  auto bind() -> std::optional<BoundXmlTable> {
    auto guard = ClauseGuard{scope_, Clause::from_function};
    bound_.source.lateral = syntax_.lateral;
    bound_.source.row = value(*syntax_.row, {oid::text}, "the row of xmltable");
    bound_.source.document = value(*syntax_.document, {oid::xml}, "the document of xmltable");
    for (const auto& column : syntax_.columns) bind_column(column);
    for (const auto& space : syntax_.namespaces) bind_namespace(space);
    if (!complete_) return std::nullopt;
    return std::move(bound_);
  }

 private:
  auto value(const syntax::Expr& expr, TypeRef type, std::string_view what) -> ExprPtr {
    return binder_.coerce(
        binder_.bind_expr(expr, scope_), type, catalog::CoercionContext::assignment, what);
  }

  void fail(Span span, std::string reason) {
    binder_.diagnostics().report(span, diagnostics::InvalidXml{std::move(reason)});
    complete_ = false;
  }

  void bind_column(const syntax::XmlTable::Column& syntax) {
    auto column = XmlTableSource::Column{};
    auto type = TypeRef{oid::int4};
    if (!syntax.type) {
      auto& columns = bound_.source.columns;
      auto second = std::any_of(
          columns.begin(), columns.end(), [](const auto& other) { return other.ordinality; });
      if (second) fail(syntax.name.span, "only one column can be `for ordinality`");
      column.ordinality = true;
    } else {
      auto resolved = schema::resolve_type(
          binder_.schema(), binder_.module(), *syntax.type, binder_.diagnostics());
      if (!resolved) complete_ = false;
      type = resolved.value_or(TypeRef{error_type});
    }
    if (syntax.path != nullptr) {
      column.path = value(*syntax.path, {oid::text}, "the path of a column of xmltable");
    }
    if (syntax.default_value != nullptr) {
      column.default_value = value(*syntax.default_value, type, "the default");
    }
    column.not_null = syntax.not_null;
    const auto name = fold(syntax.name);
    if (!names_.insert(name).second) {
      fail(syntax.name.span, "xmltable has two columns `" + syntax.name.text + "`");
    }
    bound_.source.columns.push_back(column);
    bound_.source.names.push_back(name);
    bound_.columns.push_back({syntax.name.text, name, type});
  }

  void bind_namespace(const syntax::XmlTable::Namespace& syntax) {
    auto* uri = value(*syntax.uri, {oid::text}, "the namespace");
    auto name = syntax.name ? std::optional{fold(*syntax.name)} : std::nullopt;
    auto& spaces = bound_.source.namespaces;
    auto same = std::any_of(
        spaces.begin(), spaces.end(), [&](const auto& other) { return other.name == name; });
    if (same) {
      fail(syntax.uri->span,
           name ? "the namespace `" + *name + "` is named twice"
                : "there are two default namespaces");
    }
    spaces.push_back({uri, std::move(name)});
  }

  Binder& binder_;
  const syntax::XmlTable& syntax_;
  Scope& scope_;
  BoundXmlTable bound_ = {};
  std::set<std::string> names_;
  bool complete_ = true;
};

}  // namespace

auto bind_xml_table(Binder& binder, const syntax::XmlTable& table, Scope& scope)
    -> std::optional<BoundXmlTable> {
  return XmlTableBinder{binder, table, scope}.bind();
}

}  // namespace ormc::query
