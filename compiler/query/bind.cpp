#include "query/bind.hpp"

#include <map>
#include <string>
#include <utility>

#include "diagnostics/query_diagnostics.hpp"
#include "query/bind_named_query.hpp"
#include "query/bind_schema_expr.hpp"
#include "query/bind_view.hpp"

namespace ormc::query {
namespace {

/// The structs that C++ sees in each module, and where they are declared. (That declarations have
/// different names was seen to when they were resolved; rows are named by queries alone.)
class StructNames {
 public:
  struct Declared {
    std::string what;
    Span span;
  };

  explicit StructNames(const schema::Schema& schema) : schema_(schema) {
    for (const auto& each : schema.models) add(each.module, each.name, {"a model", each.span});
    for (const auto& each : schema.enums) add(each.module, each.name, {"an enum", each.span});
    for (const auto& each : schema.domains) add(each.module, each.name, {"a domain", each.span});
    for (const auto& each : schema.composites) add(each.module, each.name, {"a type", each.span});
  }

  void add(schema::ModuleId module, const std::string& name, Declared declared) {
    names_.emplace(std::pair{schema_.at(module).name, name}, std::move(declared));
  }

  /// Null when the name is free.
  auto find(const NamedRows::key_type& row) const -> const Declared* {
    auto place = names_.find(row);
    return place == names_.end() ? nullptr : &place->second;
  }

 private:
  const schema::Schema& schema_;
  std::map<NamedRows::key_type, Declared> names_;
};

/// Binds the queries of all files.
class ProgramBinder {
 public:
  ProgramBinder(const schema::Schema& schema,
                Program& program,
                diagnostics::Diagnostics& diagnostics,
                const Lock& lock)
      : schema_(schema),
        program_(program),
        diagnostics_(diagnostics),
        lock_(lock),
        names_(schema) {}

  /// `module` is the place of the tree among all trees: each has a module of its own.
  void bind(schema::ModuleId module, const syntax::Tree& tree) {
    for (const auto& declaration : tree.declarations) {
      if (const auto* query = std::get_if<syntax::NamedQuery>(&declaration.node)) {
        bind(module, *query, declaration.doc);
      }
      if (const auto* predicate = std::get_if<syntax::Predicate>(&declaration.node)) {
        refuse(predicate->name.span, "a predicate");
      }
      if (const auto* shape = std::get_if<syntax::NamedShape>(&declaration.node)) {
        refuse(shape->name.span, "a named shape");
      }
    }
  }

  /// A named row is a struct beside the queries.
  void check_row_names() {
    for (const auto& [key, row] : rows_) {
      const auto* other = names_.find(key);
      if (other == nullptr) continue;
      diagnostics_.report(row.span, diagnostics::RowNameTaken{key.second, other->what})
          .label(other->span, "declared here");
    }
  }

 private:
  void bind(schema::ModuleId module, const syntax::NamedQuery& query, const std::string& doc) {
    names_.add(module, query.name.text, {"a query", query.name.span});
    auto context = QueryContext{
        schema_, module, program_, rows_, diagnostics_, lock_, program_.raw_statements};
    auto bound = bind_named_query(context, query, doc);
    if (bound) program_.queries.push_back(std::move(*bound));
  }

  void refuse(Span span, const char* what) {
    diagnostics_.report(span, diagnostics::NotAvailable{what});
  }

  const schema::Schema& schema_;
  Program& program_;
  diagnostics::Diagnostics& diagnostics_;
  const Lock& lock_;
  StructNames names_;
  NamedRows rows_;
};

}  // namespace

auto bind(const schema::Schema& schema,
          const std::vector<syntax::Tree>& trees,
          diagnostics::Diagnostics& diagnostics,
          const Lock& lock) -> Program {
  auto program = Program{};
  program.schema_exprs = bind_schema_exprs(schema, program, diagnostics);
  bind_views(schema, program, diagnostics);
  auto binder = ProgramBinder{schema, program, diagnostics, lock};
  for (auto i = std::size_t{0}; i < trees.size(); ++i) {
    binder.bind(static_cast<schema::ModuleId>(i), trees[i]);
  }
  binder.check_row_names();
  return program;
}

}  // namespace ormc::query
