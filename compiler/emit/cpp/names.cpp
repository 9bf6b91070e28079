#include "emit/cpp/names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <span>
#include <string_view>
#include <utility>

#include "diagnostics/emit_diagnostics.hpp"
#include "diagnostics/query_diagnostics.hpp"
#include "emit/cpp/identifier.hpp"
#include "emit/cpp/unit.hpp"
#include "query/batch_columns.hpp"

namespace ormc::emit::cpp {
namespace {

using source::Span;

// What generated structs contain beside the user's members.
constexpr auto model_names = std::to_array<std::string_view>({"column_types",
                                                              "columns",
                                                              "copy_in",
                                                              "draft",
                                                              "erase",
                                                              "erase_row",
                                                              "field_types",
                                                              "fields",
                                                              "find",
                                                              "fragments",
                                                              "insert_many",
                                                              "key_types",
                                                              "operations",
                                                              "parameter_types",
                                                              "parameters",
                                                              "patch",
                                                              "result",
                                                              "statement",
                                                              "update"});
constexpr auto query_names = std::to_array<std::string_view>({"column_types",
                                                              "columns",
                                                              "effects",
                                                              "entry",
                                                              "fragments",
                                                              "parameter_types",
                                                              "parameters",
                                                              "parts",
                                                              "result",
                                                              "row",
                                                              "statement",
                                                              "violations"});
// What a query with `page after` contains beside those.
constexpr auto page_names = std::to_array<std::string_view>({"cursor", "cursor_of", "page"});
constexpr auto cursor_names =
    std::to_array<std::string_view>({"choice_counts", "choices", "identity", "keys"});
constexpr auto row_names = std::to_array<std::string_view>({"fields"});
constexpr auto namespace_names = std::to_array<std::string_view>({"to_string"});

/// The name of a member of `of`, which may not be called as the struct or as what else is in it.
auto member_name(std::string_view name,
                 std::string_view of,
                 std::span<const std::string_view> taken) -> std::string {
  auto member = identifier(name);
  if (member == of || std::ranges::find(taken, member) != taken.end()) member += '_';
  return member;
}

/// The names of one C++ scope, with the place of each.
class Scope {
 public:
  explicit Scope(diagnostics::Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

  /// Adds `cpp_name` for what is called `name` and stands at `span`.
  auto add(std::string cpp_name, std::string_view name, Span span) -> std::string {
    auto [at, is_new] = taken_.try_emplace(cpp_name, Taken{std::string(name), span});
    // One name twice is an error of the language too, and was reported there.
    if (!is_new && at->second.name != name) {
      diagnostics_.report(span, diagnostics::NameTakenInCpp{std::string(name), cpp_name})
          .label(at->second.span, fmt::format("taken by `{}` here", at->second.name));
    }
    return cpp_name;
  }

 private:
  struct Taken {
    std::string name;
    Span span;
  };
  std::map<std::string, Taken, std::less<>> taken_;
  diagnostics::Diagnostics& diagnostics_;
};

/// One pass over everything that has a name.
class Settler {
 public:
  Settler(const schema::Schema& schema,
          const query::Program& program,
          diagnostics::Diagnostics& diagnostics)
      : schema_(schema), program_(program), diagnostics_(diagnostics) {}

  auto settle() -> Names {
    for (const auto& module : schema_.modules) names_.modules.push_back(identifier(module.name));
    settle_modules();
    for (const auto& each : schema_.enums) settle_enum(each);
    for (const auto& each : schema_.composites) settle_composite(each);
    for (const auto& each : schema_.models) settle_model(each);
    settle_views();
    for (const auto& each : program_.shapes) settle_shape(each);
    // What a shape nests of others is called as they are: known when all are.
    for (std::size_t i = 0; i < program_.shapes.size(); ++i) settle_members(i);
    for (const auto& each : program_.queries) settle_query(each);
    return std::move(names_);
  }

 private:
  /// Two modules with one name may be one namespace, but not two with different names.
  auto settle_modules() -> void {
    auto known = std::map<std::string, std::string>{};
    for (std::size_t i = 0; i < schema_.modules.size(); ++i) {
      const auto& module = schema_.modules[i];
      auto [at, is_new] = known.try_emplace(names_.modules[i], module.name);
      if (is_new || at->second == module.name) continue;
      diagnostics_.report(Span{module.file, 0, 0},
                          diagnostics::NameTakenInCpp{module.name, names_.modules[i]});
    }
  }

  auto settle_enum(const schema::Enum& each) -> void {
    names_.enums.push_back(declare(each.module, each.name, each.span));
    auto scope = Scope(diagnostics_);
    auto& values = names_.enum_values.emplace_back();
    for (const auto& value : each.values) {
      values.push_back(scope.add(identifier(value.name), value.label, each.span));
    }
  }

  auto settle_composite(const schema::Composite& each) -> void {
    auto name = declare(each.module, each.name, each.span);
    auto scope = Scope(diagnostics_);
    auto& fields = names_.composite_fields.emplace_back();
    for (const auto& field : each.fields) {
      fields.push_back(scope.add(member_name(field.name, name, {}), field.name, field.span));
    }
    names_.composites.push_back(std::move(name));
  }

  auto settle_views() -> void {
    names_.views.resize(schema_.views.size());
    names_.view_fields.resize(schema_.views.size());
    for (const auto id : find_row_views(schema_, program_)) {
      const auto& each = schema_.at(id);
      auto name = declare(each.module, each.name, each.span);
      auto scope = Scope(diagnostics_);
      auto& fields = names_.view_fields[static_cast<std::size_t>(id)];
      for (const auto& column : program_.at(id).columns) {
        fields.push_back(scope.add(member_name(column.name, name, {}), column.name, each.span));
      }
      names_.views[static_cast<std::size_t>(id)] = std::move(name);
    }
  }

  auto settle_model(const schema::Model& each) -> void {
    auto name = declare(each.module, each.name, each.span, model_names);
    auto scope = Scope(diagnostics_);
    auto& columns = names_.columns.emplace_back();
    for (const auto& column : each.columns) {
      columns.push_back(
          scope.add(member_name(column.name, name, model_names), column.name, column.span));
    }
    names_.models.push_back(std::move(name));
  }

  auto settle_shape(const query::NamedShape& each) -> void {
    names_.shapes.push_back({declare(each.module, each.name, each.span, row_names), {}});
  }

  auto settle_members(std::size_t index) -> void {
    const auto& each = program_.shapes[index];
    if (each.query == nullptr) return;
    names_.shapes[index].members = member_names(each.query->shape, names_.shapes[index].name);
  }

  /// The members of a struct, and the structs in it: a member's own struct is called after it.
  auto member_names(const std::vector<query::ShapeField>& fields, const std::string& of)
      -> std::vector<MemberNames> {
    auto unique = UniqueNames{};
    auto members = std::vector<MemberNames>{};
    for (const auto& field : fields) {
      members.push_back({unique.add(member_name(field.name, of, row_names))});
    }
    for (std::size_t i = 0; i < fields.size(); ++i) {
      const auto& field = fields[i];
      if (field.kind == query::ShapeField::Kind::column) continue;
      if (field.shape) {
        members[i].type = names_.shapes[static_cast<std::size_t>(*field.shape)].name;
        continue;
      }
      auto type = members[i].name + "_row";
      if (type == of) type += '_';  // no struct holds one of its own name
      members[i].type = unique.add(std::move(type));
      members[i].members = member_names(query::fields_of(field), members[i].type);
    }
    return members;
  }

  /// The columns of nested members are told apart by the way to them: `author_name`.
  static auto add_columns(const std::vector<query::ShapeField>& fields,
                          const std::string& prefix,
                          UniqueNames& unique,
                          std::vector<std::string>& columns) -> void {
    for (const auto& field : fields) {
      auto name = prefix + field.name;
      if (field.marker != nullptr) columns.push_back(unique.add(identifier(name + "_present")));
      if (field.expr != nullptr) columns.push_back(unique.add(identifier(name)));
      add_columns(query::flattened_fields(field), name + "_", unique, columns);
    }
  }

  /// What the struct of a query always has in it; `own` keeps the names of its statements.
  static auto query_members(const query::NamedQuery& each, std::vector<std::string>& own)
      -> std::vector<std::string_view> {
    auto members = std::vector<std::string_view>(query_names.begin(), query_names.end());
    for (std::size_t i = 0; i < each.steps.size(); ++i) own.push_back(step_name(i));
    if (!each.steps.empty()) own.emplace_back("steps");
    members.insert(members.end(), own.begin(), own.end());
    return members;
  }

  auto settle_query(const query::NamedQuery& each) -> void {
    auto names = QueryNames{};
    auto step_names = std::vector<std::string>{};
    auto members = query_members(each, step_names);
    names.name = declare(each.module, each.name, each.span, members);
    auto scope = Scope(diagnostics_);
    auto entry = Scope(diagnostics_);
    settle_choices(each, names, scope);
    auto has_page = std::ranges::any_of(
        each.parameters, [](const auto& parameter) { return parameter.cursor.has_value(); });
    const auto parts = query::batch_parts(schema_.catalog, each);
    for (const auto& parameter : each.parameters) {
      if (parameter.cursor) {
        if (names.cursor.empty()) {
          auto member = member_name(*parameter.cursor, names.name, query_names);
          if (std::ranges::find(page_names, member) != page_names.end()) member += '_';
          names.cursor = scope.add(std::move(member), *parameter.cursor, parameter.span);
        }
        names.parameters.emplace_back();  // named as the column, below
        continue;
      }
      auto& owner = parameter.batch ? entry : scope;
      auto of = parameter.batch ? std::string_view("entry") : std::string_view(names.name);
      auto taken = parameter.batch ? std::span<const std::string_view>(row_names)
                                   : std::span<const std::string_view>(members);
      if (parameter.batch && names.batch.empty()) {
        names.batch = scope.add(
            member_name(*parameter.batch, names.name, members), *parameter.batch, parameter.span);
      }
      const auto part = parts[names.parameters.size()];
      if (part == query::BatchPart::rows || part == query::BatchPart::filled) {
        names.parameters.push_back(names.parameters.back());  // they go with the elements
        continue;
      }
      auto name = member_name(parameter.name, of, taken);
      auto is_choice =
          std::ranges::find(names.choices, name, &QueryNames::Choice::name) != names.choices.end();
      auto is_page = has_page && std::ranges::find(page_names, name) != page_names.end();
      if (is_choice || is_page) name += '_';
      names.parameters.push_back(owner.add(std::move(name), parameter.name, parameter.span));
    }
    settle_columns(each, names);
    for (std::size_t i = 0; i < each.parameters.size(); ++i) {
      if (!each.parameters[i].cursor) continue;
      const auto& field = names.columns[each.parameters[i].cursor_column];
      names.parameters[i] = member_name(field, "cursor", cursor_names);
      while (std::ranges::count(names.parameters, names.parameters[i]) > 1) {
        names.parameters[i] += '_';  // beside the choices, which are in the cursor too
      }
    }
    names_.queries.push_back(std::move(names));
  }

  /// The enums of orders that are chosen at run time: `order`, of several each has its parameter's
  /// name before that.
  auto settle_choices(const query::NamedQuery& each, QueryNames& names, Scope& scope) -> void {
    names.choices.resize(each.parameters.size());
    auto count = std::ranges::count_if(
        each.parameters, [](const auto& parameter) { return !parameter.choices.empty(); });
    for (std::size_t i = 0; i < each.parameters.size(); ++i) {
      const auto& parameter = each.parameters[i];
      if (parameter.choices.empty()) continue;
      auto& choice = names.choices[i];
      auto name = count == 1 ? std::string("order") : parameter.name + "_order";
      choice.name = scope.add(member_name(name, names.name, query_names), name, parameter.span);
      auto labels = Scope(diagnostics_);
      for (const auto& label : parameter.choices) {
        choice.labels.push_back(labels.add(identifier(label), label, parameter.span));
      }
    }
  }

  auto settle_columns(const query::NamedQuery& each, QueryNames& names) -> void {
    if (each.result.kind == query::Result::Kind::model) {
      names.columns = names_.columns[static_cast<std::size_t>(*each.result.model)];
      return;
    }
    if (each.result.kind == query::Result::Kind::row) names.row = row_name(each);
    const auto& shape = query::shape_of(*each.statement);
    if (!shape.empty()) {
      auto unique = UniqueNames{};
      add_columns(shape, {}, unique, names.columns);
      names.members = member_names(shape, names.row);
      return;
    }
    // Columns may have one name in SQL, as those of a join do: they have no declaration to rename.
    auto unique = UniqueNames{};
    for (const auto& column : each.statement->columns) {
      names.columns.push_back(unique.add(member_name(column.name, names.row, row_names)));
    }
  }

  /// The struct of a row: `row` inside of the query, or a named row, declared by the first that
  /// names it.
  auto row_name(const query::NamedQuery& each) -> std::string {
    if (!each.result.row_name) return "row";
    if (each.result.shape) return names_.shapes[static_cast<std::size_t>(*each.result.shape)].name;
    auto key = std::pair(namespace_of(each.module), *each.result.row_name);
    auto known = rows_.find(key);
    if (known != rows_.end()) return known->second;
    check_row_name(each);
    return rows_[key] = declare(each.module, *each.result.row_name, each.span, row_names);
  }

  /// Whether a view has a struct, which a row may not be called as, is not known before.
  auto check_row_name(const query::NamedQuery& each) -> void {
    for (std::size_t i = 0; i < schema_.views.size(); ++i) {
      const auto& view = schema_.views[i];
      const auto is_taken = !names_.views[i].empty() && view.name == *each.result.row_name &&
                            namespace_of(view.module) == namespace_of(each.module);
      if (!is_taken) continue;
      const auto what = diagnostics::RowNameTaken{view.name, "a view that has a struct"};
      diagnostics_.report(each.span, what).label(view.span, "declared here");
    }
  }

  auto namespace_of(schema::ModuleId module) const -> const std::string& {
    return names_.modules[static_cast<std::size_t>(module)];
  }

  auto scope_of(schema::ModuleId module) -> Scope& {
    return scopes_.try_emplace(namespace_of(module), diagnostics_).first->second;
  }

  /// The name of a type, which none of its members may have: `taken` are those that it always has.
  auto declare(schema::ModuleId module,
               std::string_view name,
               Span span,
               std::span<const std::string_view> taken = {}) -> std::string {
    auto cpp_name = member_name(name, {}, namespace_names);
    if (std::ranges::find(taken, cpp_name) != taken.end()) cpp_name += '_';
    return scope_of(module).add(std::move(cpp_name), name, span);
  }

  const schema::Schema& schema_;
  const query::Program& program_;
  diagnostics::Diagnostics& diagnostics_;
  std::map<std::string, Scope, std::less<>> scopes_;
  std::map<std::pair<std::string, std::string>, std::string> rows_;
  Names names_;
};

}  // namespace

auto step_name(std::size_t step) -> std::string { return fmt::format("step_{}", step + 1); }

auto settle_names(const schema::Schema& schema,
                  const query::Program& program,
                  diagnostics::Diagnostics& diagnostics) -> Names {
  return Settler(schema, program, diagnostics).settle();
}

}  // namespace ormc::emit::cpp
