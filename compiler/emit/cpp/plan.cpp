#include "emit/cpp/plan.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "emit/cpp/emit_shape.hpp"
#include "sql/text_form.hpp"

namespace ormc::emit::cpp {
namespace {

using schema::CompositeId;
using schema::EnumId;
using schema::ModelId;
using schema::ViewId;

auto file_index(source::Span span) -> std::size_t { return static_cast<std::size_t>(span.file); }

/// The members of a unit's rows that nest others.
auto shape_of(const Context& context, const Unit& unit) -> const std::vector<query::ShapeField>* {
  if (const auto* id = std::get_if<query::ShapeId>(&unit)) {
    return &context.program.at(*id).query->shape;
  }
  if (const auto* index = std::get_if<QueryIndex>(&unit)) {
    return &query::shape_of(*context.program.queries[index->query].statement);
  }
  return nullptr;
}

/// How many shapes are nested in each other below this one: those that it needs have fewer.
auto shape_depth(const Context& context, const Unit& unit) -> std::size_t {
  auto depth = std::size_t{0};
  if (!std::holds_alternative<query::ShapeId>(unit)) return depth;
  for_each_field(*shape_of(context, unit), [&](const query::ShapeField& field) {
    if (field.shape) depth = std::max(depth, 1 + shape_depth(context, *field.shape));
  });
  return depth;
}

/// The units of all files, and what each needs.
class Planner {
 public:
  Planner(const Context& context, const source::SourceSet& sources)
      : context_(context), sources_(sources), units_(sources.files().size()) {}

  auto plan() -> std::vector<HeaderPlan> {
    collect();
    find_needs();
    auto homes = find_homes();
    auto plans = std::vector<HeaderPlan>{};
    for (const auto& file : sources_.files()) plans.push_back(plan_file(file, homes));
    return plans;
  }

 private:
  auto collect() -> void {
    const auto& schema = context_.schema;
    auto add = [&](source::Span span, Unit unit) { units_[file_index(span)].push_back(unit); };
    for (std::size_t i = 0; i < schema.enums.size(); ++i) {
      add(schema.enums[i].span, static_cast<EnumId>(i));
    }
    for (std::size_t i = 0; i < schema.composites.size(); ++i) {
      // Its values are texts.
      if (sql::travels_as_text(schema.catalog, schema.composites[i].type)) continue;
      add(schema.composites[i].span, static_cast<CompositeId>(i));
    }
    for (std::size_t i = 0; i < schema.views.size(); ++i) {
      if (context_.names.views[i].empty()) continue;  // its rows are no values
      add(schema.views[i].span, static_cast<ViewId>(i));
    }
    for (std::size_t i = 0; i < schema.models.size(); ++i) {
      add(schema.models[i].span, static_cast<ModelId>(i));
    }
    for (std::size_t i = 0; i < context_.program.shapes.size(); ++i) {
      const auto& shape = context_.program.shapes[i];
      if (shape.query != nullptr) add(shape.span, static_cast<query::ShapeId>(i));
    }
    for (std::size_t i = 0; i < context_.program.queries.size(); ++i) {
      const auto& query = context_.program.queries[i];
      if (query.result.row_name && !query.result.shape) {
        auto key = std::pair(context_.namespace_of(query.module), *query.result.row_name);
        if (rows_.try_emplace(key, i).second) add(query.span, NamedRow{i});
      }
      add(query.span, QueryIndex{i});
    }
  }

  auto file_of(const schema::ObjectRef& object) const -> std::size_t {
    return std::visit([&](auto id) { return file_index(context_.schema.at(id).span); }, object);
  }

  /// Which files each file needs the types of.
  auto find_needs() -> void {
    needs_.resize(units_.size());
    for (std::size_t file = 0; file < units_.size(); ++file) {
      auto need = [&, file](std::size_t other) {
        if (other != file) needs_[file].insert(other);
      };
      for (const auto& unit : units_[file]) {
        for (const auto& type : held_types(context_.schema, context_.program, unit)) {
          auto cpp = context_.types.find(type);
          if (cpp && cpp->user) need(file_of(*cpp->user));
        }
        if (const auto* shape = shape_of(context_, unit)) {
          for_each_field(*shape, [&](const query::ShapeField& field) {
            if (field.shape) need(file_index(context_.program.at(*field.shape).span));
          });
        }
        const auto* index = std::get_if<QueryIndex>(&unit);
        if (index == nullptr) continue;
        const auto& query = context_.program.queries[index->query];
        if (query.result.model) need(file_of(*query.result.model));
        if (query.result.shape) {
          need(file_index(context_.program.at(*query.result.shape).span));
        } else if (query.result.row_name) {
          auto key = std::pair(context_.namespace_of(query.module), *query.result.row_name);
          need(file_index(context_.program.queries[rows_.at(key)].span));
        }
      }
    }
  }

  auto reachable(std::size_t from) const -> std::set<std::size_t> {
    auto seen = std::set<std::size_t>{};
    auto open = std::vector<std::size_t>{from};
    while (!open.empty()) {
      auto file = open.back();
      open.pop_back();
      for (auto next : needs_[file]) {
        if (seen.insert(next).second) open.push_back(next);
      }
    }
    return seen;
  }

  /// For each file the first of those that it needs and that need it: itself, as a rule.
  auto find_homes() const -> std::vector<std::size_t> {
    auto reach = std::vector<std::set<std::size_t>>{};
    for (std::size_t file = 0; file < units_.size(); ++file) reach.push_back(reachable(file));
    auto homes = std::vector<std::size_t>{};
    for (std::size_t file = 0; file < units_.size(); ++file) {
      auto home = file;
      for (auto other : reach[file]) {
        if (other < home && reach[other].contains(file)) home = other;
      }
      homes.push_back(home);
    }
    return homes;
  }

  auto plan_file(const source::SourceFile& file, const std::vector<std::size_t>& homes)
      -> HeaderPlan {
    auto own = static_cast<std::size_t>(file.id());
    auto plan = HeaderPlan{.path = header_name(file),
                           .source = std::filesystem::path(file.path()).filename().native(),
                           .doc = {},
                           .includes = {},
                           .units = {}};
    for (const auto& module : context_.schema.modules) {
      if (module.file == file.id()) plan.doc = module.doc;
    }
    auto included = std::set<std::size_t>{};
    for (std::size_t other = 0; other < homes.size(); ++other) {
      if (homes[other] != own) continue;
      for (auto needed : needs_[other]) included.insert(homes[needed]);
      plan.units.insert(plan.units.end(), units_[other].begin(), units_[other].end());
    }
    if (homes[own] != own) included.insert(homes[own]);
    included.erase(own);
    for (auto other : included) {
      plan.includes.push_back(header_name(sources_.files()[other]));
    }
    std::ranges::sort(plan.includes);
    order(plan.units);
    return plan;
  }

  /// Kind by kind; composites, rows of views, models that hold rows of others and shapes behind
  /// what they hold.
  auto order(std::vector<Unit>& units) -> void {
    std::ranges::stable_sort(units, {}, [&](const Unit& unit) {
      return std::pair(unit.index(), shape_depth(context_, unit));
    });
    auto waiting = std::set<schema::ObjectRef>{};
    for (const auto& unit : units) {
      if (auto object = object_of(unit)) waiting.insert(*object);
    }
    auto ordered = std::vector<Unit>{};
    for (const auto& unit : units) place(unit, waiting, ordered);
    units = std::move(ordered);
  }

  auto place(const Unit& unit, std::set<schema::ObjectRef>& waiting, std::vector<Unit>& ordered)
      -> void {
    if (auto object = object_of(unit)) {
      if (waiting.erase(*object) == 0) return;
      for (const auto& type : held_types(context_.schema, context_.program, unit)) {
        auto cpp = context_.types.find(type);
        if (!cpp || !cpp->user || !waiting.contains(*cpp->user)) continue;
        if (const auto* id = std::get_if<CompositeId>(&*cpp->user)) place(*id, waiting, ordered);
        if (const auto* id = std::get_if<ViewId>(&*cpp->user)) place(*id, waiting, ordered);
        if (const auto* id = std::get_if<ModelId>(&*cpp->user)) place(*id, waiting, ordered);
      }
    }
    ordered.push_back(unit);
  }

  /// The structs that can hold each other.
  static auto object_of(const Unit& unit) -> std::optional<schema::ObjectRef> {
    if (const auto* id = std::get_if<CompositeId>(&unit)) return *id;
    if (const auto* id = std::get_if<ViewId>(&unit)) return *id;
    if (const auto* id = std::get_if<ModelId>(&unit)) return *id;
    return std::nullopt;
  }

  const Context& context_;
  const source::SourceSet& sources_;
  std::vector<std::vector<Unit>> units_;                             // by file
  std::vector<std::set<std::size_t>> needs_;                         // by file
  std::map<std::pair<std::string, std::string>, std::size_t> rows_;  // the first query of each
};

}  // namespace

auto header_name(const source::SourceFile& file) -> std::string {
  auto path = std::filesystem::path(file.path());
  auto name = path.extension() == ".orm" ? path.stem().native() : path.filename().native();
  return name + ".orm.hpp";
}

auto plan_headers(const Context& context, const source::SourceSet& sources)
    -> std::vector<HeaderPlan> {
  return Planner(context, sources).plan();
}

auto find_row_values(const Context& context) -> std::set<schema::ModelId> {
  auto found = std::set<schema::ModelId>{};
  auto add = [&](const Unit& unit) {
    for (const auto& type : held_types(context.schema, context.program, unit)) {
      auto cpp = context.types.find(type);
      if (!cpp || !cpp->user) continue;
      if (const auto* id = std::get_if<ModelId>(&*cpp->user)) found.insert(*id);
    }
  };
  for (std::size_t i = 0; i < context.program.queries.size(); ++i) add(QueryIndex{i});
  for (std::size_t i = 0; i < context.schema.models.size(); ++i) add(static_cast<ModelId>(i));
  for (std::size_t i = 0; i < context.schema.composites.size(); ++i) {
    if (sql::travels_as_text(context.schema.catalog, context.schema.composites[i].type)) continue;
    add(static_cast<CompositeId>(i));
  }
  for (std::size_t i = 0; i < context.schema.views.size(); ++i) {
    if (!context.names.views[i].empty()) add(static_cast<ViewId>(i));
  }
  return found;
}

}  // namespace ormc::emit::cpp
