#include "query/bind_named_shape.hpp"

#include <algorithm>
#include <memory>
#include <set>
#include <string>
#include <utility>

#include "diagnostics/select_diagnostics.hpp"
#include "query/array_contents.hpp"
#include "query/bind_shape.hpp"
#include "query/binder.hpp"
#include "query/nest_records.hpp"
#include "query/nullability.hpp"
#include "query/row_members.hpp"
#include "query/walk_query.hpp"
#include "schema/lookup.hpp"

namespace ormc::query {
namespace {

/// The names in a list of items that may be those of shapes.
void add_names(const std::vector<syntax::SelectItem>& items, std::set<std::string>& names) {
  for (const auto& item : items) {
    if (const auto* name = std::get_if<syntax::NameRef>(&item.expr->node)) {
      names.insert(name->name.parts.back().text);
    }
    if (const auto* shape = std::get_if<syntax::Shape>(&item.expr->node)) {
      add_names(shape->items, names);
    }
  }
}

class ShapesBinder {
 public:
  ShapesBinder(const schema::Schema& schema,
               Program& program,
               diagnostics::Diagnostics& diagnostics)
      : schema_(schema), program_(program), diagnostics_(diagnostics) {}

  void declare(schema::ModuleId module, const syntax::NamedShape& syntax, const std::string& doc) {
    auto known =
        std::find_if(program_.shapes.begin(), program_.shapes.end(), [&](const NamedShape& other) {
          return other.module == module && other.name == syntax.name.text;
        });
    if (known != program_.shapes.end()) {
      diagnostics_
          .report(syntax.name.span, diagnostics::DuplicateDefinition{syntax.name.text, "shape"})
          .label(known->span, "the first is here");
      return;
    }
    auto relation = schema::find_relation(schema_, module, syntax.model);
    const auto* model = relation ? std::get_if<schema::ModelId>(&*relation) : nullptr;
    if (model == nullptr) {
      auto names = std::vector<std::string>{};
      for (const auto& each : schema_.models) names.push_back(each.name);
      const auto& name = syntax.model.parts.back().text;
      diagnostics_.report(
          syntax.model.span,
          diagnostics::UnknownRelation{name, diagnostics::nearest(name, std::span{names})});
    }
    auto shape = NamedShape{};
    shape.module = module;
    shape.name = syntax.name.text;
    shape.doc = doc;
    shape.span = syntax.name.span;
    shape.model = model != nullptr ? *model : schema::ModelId{};
    shape.syntax = &syntax;
    shape.failed = model == nullptr;
    program_.shapes.push_back(std::move(shape));
  }

  void bind_all() {
    seen_.resize(program_.shapes.size());
    for (auto i = std::size_t{0}; i < program_.shapes.size(); ++i) bind(i);
  }

 private:
  /// Those that it uses come first.
  void bind(std::size_t index) {
    if (seen_[index]) return;
    seen_[index] = true;
    auto names = std::set<std::string>{};
    add_names(program_.shapes[index].syntax->items, names);
    for (auto i = std::size_t{0}; i < program_.shapes.size(); ++i) {
      if (names.contains(program_.shapes[i].name)) bind(i);
    }
    if (!program_.shapes[index].failed) bind(program_.shapes[index], static_cast<ShapeId>(index));
  }

  /// As `select ... from Model`.
  void bind(NamedShape& shape, ShapeId id) {
    auto errors = diagnostics_.error_count();
    auto table = syntax::NamedTable{};
    table.name = shape.syntax->model;
    const auto from = syntax::TableRef{table.name.span, std::move(table)};
    auto select = syntax::Select{};
    select.items = shape.syntax->items;
    select.from.push_back(&from);
    auto query = syntax::Query{};
    query.span = shape.span;
    query.body = std::move(select);
    shape.unit = std::make_unique<Unit>();
    auto binder = Binder{schema_, shape.module, program_, *shape.unit, diagnostics_};
    binder.close_parameters();
    binder.placement().shape_host = &query;
    binder.placement().shapes.push_back(id);
    auto* bound = binder.bind_query(query, nullptr);
    check_member_names(diagnostics_, bound->shape);
    auto failed = diagnostics_.error_count() != errors;
    walk_deep(*shape.unit, *bound, [&](const Expr& expr) {
      failed = failed || std::holds_alternative<Error>(expr.node);
    });
    shape.failed = failed;
    if (failed) return;
    infer_nullability(schema_, program_, *shape.unit, *bound);
    nest_records({schema_, program_, *shape.unit}, bound->shape, diagnostics_);
    find_null_elements({schema_, program_, *shape.unit}, bound->shape);
    shape.failed = diagnostics_.error_count() != errors;
    if (shape.failed) return;
    shape.query = bound;
  }

  const schema::Schema& schema_;
  Program& program_;
  diagnostics::Diagnostics& diagnostics_;
  std::vector<bool> seen_;
};

}  // namespace

void bind_named_shapes(const schema::Schema& schema,
                       const std::vector<syntax::Tree>& trees,
                       Program& program,
                       diagnostics::Diagnostics& diagnostics) {
  auto binder = ShapesBinder{schema, program, diagnostics};
  for (auto i = std::size_t{0}; i < trees.size(); ++i) {
    for (const auto& declaration : trees[i].declarations) {
      const auto* shape = std::get_if<syntax::NamedShape>(&declaration.node);
      if (shape != nullptr) {
        binder.declare(static_cast<schema::ModuleId>(i), *shape, declaration.doc);
      }
    }
  }
  binder.bind_all();
}

}  // namespace ormc::query
