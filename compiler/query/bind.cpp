#include "query/bind.hpp"

#include <map>
#include <string>
#include <utility>

#include "diagnostics/predicate_diagnostics.hpp"
#include "diagnostics/query_diagnostics.hpp"
#include "diagnostics/schema_diagnostics.hpp"
#include "query/bind_named_query.hpp"
#include "query/bind_named_shape.hpp"
#include "query/bind_predicate.hpp"
#include "query/bind_schema_expr.hpp"
#include "query/bind_view.hpp"
#include "query/definition_order.hpp"

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

  StructNames(const schema::Schema& schema, const std::vector<NamedShape>& shapes)
      : schema_(schema) {
    for (const auto& each : schema.models) add(each.module, each.name, {"a model", each.span});
    for (const auto& each : schema.enums) add(each.module, each.name, {"an enum", each.span});
    for (const auto& each : schema.domains) add(each.module, each.name, {"a domain", each.span});
    for (const auto& each : schema.composites) add(each.module, each.name, {"a type", each.span});
    for (const auto& each : shapes) add(each.module, each.name, {"a shape", each.span});
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
                const Locks& locks)
      : schema_(schema),
        program_(program),
        diagnostics_(diagnostics),
        locks_(locks),
        names_(schema, program.shapes) {}

  /// `module` is the place of the tree among all trees: each has a module of its own.
  void bind(schema::ModuleId module, const syntax::Tree& tree) {
    for (const auto& declaration : tree.declarations) {
      if (const auto* query = std::get_if<syntax::NamedQuery>(&declaration.node)) {
        bind(module, *query, declaration.doc);
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
        schema_, module, program_, rows_, diagnostics_, locks_, program_.raw_statements};
    auto bound = bind_named_query(context, query, doc);
    if (bound) program_.queries.push_back(std::move(*bound));
  }

  const schema::Schema& schema_;
  Program& program_;
  diagnostics::Diagnostics& diagnostics_;
  const Locks& locks_;
  StructNames names_;
  NamedRows rows_;
};

/// What the rows of a view hold is known when its query is.
void complete_row_type(schema::Schema& schema, const Program& program, schema::ViewId view) {
  auto fields = std::vector<catalog::NewField>{};
  for (const auto& column : program.at(view).columns) {
    fields.push_back({column.sql_name, column.type});
  }
  schema.catalog.set_fields(schema.at(view).row_type, fields);
}

/// The way from a row type through what it holds back to itself; empty if there is none.
auto cycle_of(const catalog::Catalog& catalog, schema::Oid row_type) -> std::vector<schema::Oid> {
  auto holders = std::map<schema::Oid, schema::Oid>{};  // by what they hold
  auto open = std::vector<schema::Oid>{row_type};
  while (!open.empty()) {
    const auto holder = open.back();
    open.pop_back();
    for (const auto& field : catalog.fields(holder)) {
      const auto held = catalog.innermost(field.type.oid);
      if (!holders.emplace(held, holder).second) continue;
      open.push_back(held);
      if (held != row_type) continue;
      auto way = std::vector<schema::Oid>{row_type};
      do way.push_back(holders.at(way.back()));
      while (way.back() != row_type);
      return {way.rbegin(), way.rend()};
    }
  }
  return {};
}

/// No table can hold rows of a view that reads rows of the table: neither can be made first.
void check_row_types(const schema::Schema& schema, diagnostics::Diagnostics& diagnostics) {
  for (const auto& view : schema.views) {
    auto what = diagnostics::CyclicType{};
    for (const auto type : cycle_of(schema.catalog, view.row_type)) {
      what.names.emplace_back(schema.catalog.type(type).name);
    }
    if (!what.names.empty()) diagnostics.report(view.span, what);
  }
}

/// Binds views and predicates, each after those that it is made of.
void bind_definitions(schema::Schema& schema,
                      Program& program,
                      diagnostics::Diagnostics& diagnostics) {
  const auto definitions = DefinitionOrder{schema, program.predicates};
  for (const auto& definition : definitions.circles()) {
    if (const auto* view = std::get_if<schema::ViewId>(&definition)) {
      diagnostics.report(schema.at(*view).span, diagnostics::ViewCycle{schema.at(*view).name});
    } else {
      const auto id = std::get<PredicateId>(definition);
      const auto& predicate = program.predicates[static_cast<std::size_t>(id)];
      diagnostics.report(predicate.span, diagnostics::RecursivePredicate{predicate.name});
    }
  }
  for (const auto& definition : definitions.order()) {
    if (const auto* view = std::get_if<schema::ViewId>(&definition)) {
      bind_view(schema, *view, program, diagnostics);
      complete_row_type(schema, program, *view);
    } else {
      bind_predicate(schema, std::get<PredicateId>(definition), program, diagnostics);
    }
  }
}

}  // namespace

auto bind(schema::Schema& schema,
          const std::vector<syntax::Tree>& trees,
          diagnostics::Diagnostics& diagnostics,
          const Locks& locks) -> Program {
  auto program = Program{};
  program.views.resize(schema.views.size());
  program.predicates = collect_predicates(trees);
  bind_schema_exprs(schema, program, diagnostics);
  bind_definitions(schema, program, diagnostics);
  check_row_types(schema, diagnostics);
  bind_late_schema_exprs(schema, program, diagnostics);
  bind_named_shapes(schema, trees, program, diagnostics);
  auto binder = ProgramBinder{schema, program, diagnostics, locks};
  for (auto i = std::size_t{0}; i < trees.size(); ++i) {
    binder.bind(static_cast<schema::ModuleId>(i), trees[i]);
  }
  binder.check_row_names();
  return program;
}

}  // namespace ormc::query
