// A named query: its parameters as an aggregate, its row, its SQL.

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <set>
#include <stdexcept>

#include "emit/cpp/column_type.hpp"
#include "emit/cpp/default_value.hpp"
#include "emit/cpp/emit_page.hpp"
#include "emit/cpp/emit_shape.hpp"
#include "emit/cpp/header.hpp"
#include "emit/cpp/layout.hpp"
#include "emit/cpp/literal.hpp"
#include "emit/cpp/statement.hpp"
#include "emit/cpp/template.hpp"
#include "query/batch_columns.hpp"
#include "query/effects.hpp"
#include "sql/split_shape.hpp"

namespace ormc::emit::cpp {
namespace {

/// Names of the struct of a query that users' types may share: a type of that name is qualified.
const auto nested_names = {"entry",
                           "row",
                           "result",
                           "columns",
                           "parameters",
                           "parts",
                           "violations",
                           "effects",
                           "statement"};

/// The names that the struct of a query hides.
auto members_around(const QueryNames& names) -> std::set<std::string, std::less<>> {
  auto members =
      std::set<std::string, std::less<>>{names.parameters.begin(), names.parameters.end()};
  members.insert(nested_names.begin(), nested_names.end());
  return members;
}

/// The struct of a row, with what `inner` adds at its end.
auto emit_row(HeaderWriter& writer,
              const query::NamedQuery& query,
              const QueryNames& names,
              const std::string& inner,
              std::size_t indentation) -> std::string {
  const auto& shape = query::shape_of(*query.statement);
  if (!shape.empty()) {
    auto place = Place{writer.context().namespace_of(query.module)};
    if (indentation > 0) place.members = members_around(names);
    return emit_shape_struct(
        writer, {*query.unit, shape, names.members, names.row}, place, indentation);
  }
  auto place = Place{writer.context().namespace_of(query.module),
                     {names.columns.begin(), names.columns.end()}};
  if (indentation > 0) {
    place.members.insert(names.parameters.begin(), names.parameters.end());
    place.members.insert(nested_names.begin(), nested_names.end());
  }
  auto members = std::string{};
  for (std::size_t i = 0; i < names.columns.size(); ++i) {
    auto type = column_type(writer, query, i);
    members += emit_member(type, names.columns[i], {}, place, indentation + 2);
  }
  return fill(R"(
struct $name$ {
  $members$

  $equality$

  $inner$
};
)",
              {{"name", names.row},
               {"members", members},
               {"equality", emit_equality(names.row, indentation + 2)},
               {"inner", inner}});
}

/// Emits one query.
class QueryEmitter {
 public:
  QueryEmitter(HeaderWriter& writer, QueryIndex index)
      : writer_(writer),
        context_(writer.context()),
        program_(context_.program),
        query_(program_.queries[index.query]),
        names_(context_.names.queries[index.query]),
        place_{context_.namespace_of(query_.module),
               {names_.parameters.begin(), names_.parameters.end()}} {
    place_.members.insert(nested_names.begin(), nested_names.end());
    for (const auto& choice : names_.choices) place_.members.insert(choice.name);
    if (!names_.cursor.empty()) place_.members.insert({"cursor", "page"});
    if (query_.result.kind == query::Result::Kind::row) {
      split_ = sql::split_query(context_.schema, program_, query_);
    }
    if (!query_.steps.empty()) place_.members.insert("steps");
    for (std::size_t i = 0; i < query_.steps.size(); ++i) place_.members.insert(step_name(i));
  }

  auto emit() -> std::string {
    const auto page = names_.cursor.empty()
                          ? PageBlocks{}
                          : emit_page(writer_, {query_, names_, place_, row_struct()});
    return fill(R"(
$doc$
struct $name$ {
  $entry$

  $orders$

  $cursor$

  $members$

  $row$

  $cursor_of$

  $result$
  $columns$
  $parameters$
  $page$
  $types$
  $effects$
  $statement$

  $parts$
};
)",
                {{"doc", doc_comment(query_.doc, 0)},
                 {"name", names_.name},
                 {"entry", emit_entry()},
                 {"orders", emit_orders()},
                 {"cursor", page.cursor},
                 {"cursor_of", page.cursor_of},
                 {"members", emit_members()},
                 {"row", own_row() ? emit_row(writer_, query_, names_, {}, 2) : std::string{}},
                 {"result", emit_result()},
                 {"columns", emit_columns()},
                 {"parameters",
                  members_alias("parameters", member_pointers(names_.name, member_names()), 2)},
                 {"page", page.alias},
                 {"types", query_.steps.empty() ? emit_type_constants() : column_constants()},
                 {"effects", emit_effects()},
                 {"statement", query_.steps.empty() ? emit_text() : emit_steps()},
                 {"parts", emit_parts()}});
  }

 private:
  auto own_row() const -> bool {
    return query_.result.kind == query::Result::Kind::row && !query_.result.row_name;
  }

  /// A row of a batch: one member for each inserted column.
  auto emit_entry() -> std::string {
    if (names_.batch.empty()) return {};
    auto members = std::string{};
    auto fields = std::vector<std::string>{};
    using Part = query::BatchPart;
    const auto parts = query::batch_parts(context_.schema.catalog, query_);
    for (std::size_t i = 0; i < query_.parameters.size(); ++i) {
      const auto& parameter = query_.parameters[i];
      if (!parameter.batch || parts[i] == Part::rows || parts[i] == Part::filled) continue;
      const auto of_arrays = parts[i] == Part::elements;
      auto element =
          of_arrays ? parameter.type.oid : context_.schema.catalog.element_of(parameter.type.oid);
      auto type = writer_.type_of({element, parameter.type.modifier}, Use::value);
      const auto& name = names_.parameters[i];
      members += parameter.nullable
                     ? declaration(type.optional().spelled(place_), name + " = {}", 4)
                     : declaration(fmt::format("orm::required<{}>", type.spelled(place_)), name, 4);
      const auto pointer = fmt::format("&entry::{}", name);
      fields.push_back(of_arrays ? fmt::format("orm::flattened<{}>", pointer) : pointer);
    }
    return fill(R"(
struct entry {
  $members$

  $fields$
};
)",
                {{"members", members}, {"fields", members_alias("fields", fields, 4)}});
  }

  /// The orders to choose from.
  auto emit_orders() -> std::string {
    auto out = std::string{};
    for (const auto& choice : names_.choices) {
      if (choice.name.empty()) continue;
      auto line =
          fmt::format("enum class {} {{ {} }};", choice.name, fmt::join(choice.labels, ", "));
      if (line.size() + 2 <= column_limit) {
        out += line + '\n';
        continue;
      }
      auto body = std::string{};
      for (const auto& label : choice.labels) body += label + ",\n";
      out += fill(R"(
enum class $name$ {
  $body$
};
)",
                  {{"name", choice.name}, {"body", body}});
    }
    return out;
  }

  auto emit_choice(std::size_t index) const -> std::string {
    const auto& parameter = query_.parameters[index];
    const auto& choice = names_.choices[index];
    auto type = fmt::format("orm::choice<{}, {}>", choice.name, choice.labels.size());
    auto name = names_.parameters[index];
    if (parameter.may_be_absent()) {
      type = fmt::format("orm::optional_parameter<{}>", type);
      name += " = {}";
    } else if (parameter.default_choice) {
      name += fmt::format(" = {}::{}", choice.name, choice.labels[*parameter.default_choice]);
    }
    return declaration(type, name, 2);
  }

  auto emit_members() -> std::string {
    auto out = std::string{};
    auto has_batch = false;
    auto has_cursor = false;
    for (std::size_t i = 0; i < query_.parameters.size(); ++i) {
      const auto& parameter = query_.parameters[i];
      if (!parameter.choices.empty()) {
        out += emit_choice(i);
      } else if (parameter.cursor) {
        if (has_cursor) continue;
        has_cursor = true;
        out += declaration("std::optional<cursor>", names_.cursor + " = {}", 2);
      } else if (!parameter.batch) {
        out += emit_parameter(parameter, names_.parameters[i]);
      } else if (!has_batch) {
        has_batch = true;
        out += declaration("orm::required<orm::batch<entry>>", names_.batch, 2);
      }
    }
    return out;
  }

  auto emit_parameter(const query::QueryParameter& parameter, const std::string& name)
      -> std::string {
    auto type = writer_.type_of(parameter.type, Use::parameter);
    if (parameter.nullable) type = type.optional();
    auto spelled = type.spelled(place_);
    if (parameter.default_value != nullptr) {
      auto value = default_value(context_, parameter, place_);
      if (!value) throw std::logic_error("emit: a default came through check_types");
      return declaration(spelled, fmt::format("{} = {}", name, *value), 2);
    }
    if (parameter.optional) {
      return declaration(fmt::format("orm::optional_parameter<{}>", spelled), name + " = {}", 2);
    }
    if (parameter.nullable) return declaration(spelled, name + " = {}", 2);
    return declaration(fmt::format("orm::required<{}>", spelled), name, 2);
  }

  /// The members in the order in which they are sent; a batch stands where its first column is.
  auto member_names() const -> std::vector<std::string> {
    auto members = std::vector<std::string>{};
    for (std::size_t i = 0; i < query_.parameters.size(); ++i) {
      const auto& parameter = query_.parameters[i];
      const auto& name = parameter.batch    ? names_.batch
                         : parameter.cursor ? names_.cursor
                                            : names_.parameters[i];
      if (members.empty() || members.back() != name) members.push_back(name);
    }
    return members;
  }

  /// What one row is.
  auto row_type() -> std::string {
    switch (query_.result.kind) {
      case query::Result::Kind::count:
        return "orm::count";
      case query::Result::Kind::model: {
        const auto& model = context_.schema.at(*query_.result.model);
        const auto& name = context_.names.models[static_cast<std::size_t>(*query_.result.model)];
        return spell_name(context_.namespace_of(model.module), name, place_);
      }
      case query::Result::Kind::row:
        if (own_row()) return "row";
        if (const auto shape = query_.result.shape) {
          const auto& module = context_.program.at(*shape).module;
          return spell_name(context_.namespace_of(module), names_.row, place_);
        }
        return spell_name(place_.cpp_namespace, names_.row, place_);
      case query::Result::Kind::scalar:
        return column_type(writer_, query_, 0).spelled(place_);
    }
    return {};
  }

  /// Where the one column is itself optional or a vector, `row` says that it is the value.
  auto needs_row_alias() -> bool {
    if (query_.result.kind != query::Result::Kind::scalar) return false;
    const auto& column = query_.statement->columns.at(0);
    return column.nullable || writer_.type_of(column.type, Use::value).is_container;
  }

  auto emit_result() -> std::string {
    auto type = row_type();
    auto out = std::string{};
    if (needs_row_alias()) {
      out += type_alias("row", type, 2);
      type = "row";
    }
    if (query_.result.kind == query::Result::Kind::count) return type_alias("result", type, 2);
    switch (query_.result.cardinality) {
      case query::Result::Cardinality::one:
        return out + type_alias("result", type, 2);
      case query::Result::Cardinality::optional:
        return out + type_alias("result", fmt::format("std::optional<{}>", type), 2);
      case query::Result::Cardinality::many:
        return out + type_alias("result", fmt::format("std::vector<{}>", type), 2);
    }
    return out;
  }

  auto emit_columns() -> std::string {
    switch (query_.result.kind) {
      case query::Result::Kind::count:
      case query::Result::Kind::scalar:
        return {};
      case query::Result::Kind::model:
        return fmt::format("using columns = {}::fields;\n", row_type());
      case query::Result::Kind::row:
        if (split_) {
          return members_alias(
              "columns",
              shape_columns(writer_, row_struct(), place_, members_of(split_->parts)),
              2);
        }
        if (!own_row() || !names_.members.empty()) {
          return fmt::format("using columns = {}::fields;\n", row_type());
        }
        return members_alias("columns", member_pointers("row", names_.columns), 2);
    }
    return {};
  }

  auto parameter_constants(const std::vector<query::QueryParameter>& parameters) const
      -> std::vector<std::string> {
    auto constants = std::vector<std::string>{};
    for (const auto& parameter : parameters) {
      if (!parameter.is_sent()) continue;
      constants.push_back(context_.types.parameter_constant(parameter.type.oid));
    }
    return constants;
  }

  auto returns_rows() const -> bool { return query_.result.kind != query::Result::Kind::count; }

  auto emit_type_constants() -> std::string {
    return emit_types("parameter_types", parameter_constants(query_.parameters), 2) +
           column_constants();
  }

  auto column_constants() -> std::string {
    if (!returns_rows() || query_.result.kind == query::Result::Kind::model) return {};
    return emit_column_types(split_ ? split_->columns : query_.statement->columns, 2);
  }

  auto emit_column_types(const std::vector<query::ResultColumn>& columns, std::size_t indentation)
      -> std::string {
    auto types = std::vector<std::string>{};
    for (const auto& column : columns) {
      types.push_back(context_.types.column_constant(column.type));
    }
    return emit_types("column_types", types, indentation);
  }

  // ---- parts

  auto row_struct() -> ShapeStruct {
    const auto& shape = query_.result.shape ? context_.program.at(*query_.result.shape).query->shape
                                            : query::shape_of(*query_.statement);
    const auto& names =
        query_.result.shape
            ? context_.names.shapes[static_cast<std::size_t>(*query_.result.shape)].members
            : names_.members;
    return {*query_.unit, shape, names, row_type()};
  }

  static auto members_of(const std::vector<sql::ShapePart>& parts) -> std::set<std::size_t> {
    auto members = std::set<std::size_t>{};
    for (const auto& part : parts) members.insert(part.member);
    return members;
  }

  auto emit_parts() -> std::string {
    if (!split_) return {};
    auto structs = std::vector<std::string>{};
    auto names = std::vector<std::string>{};
    for (const auto& part : split_->parts) {
      names.push_back(emit_part(part, row_struct(), {}, structs) + "::part");
    }
    structs.push_back(
        type_alias("parts", fmt::format("orm::parts<{}>", fmt::join(names, ", ")), 2));
    return join_blocks(structs, "\n");
  }

  /// Adds the struct of a part behind those of its own parts; returns what it is called.
  auto emit_part(const sql::ShapePart& part,
                 const ShapeStruct& parent,
                 const std::string& prefix,
                 std::vector<std::string>& structs) -> std::string {
    const auto& field = parent.fields[part.member];
    const auto& names = parent.names[part.member];
    auto path = prefix + names.name + "_";
    const auto& inner = field.shape
                            ? context_.names.shapes[static_cast<std::size_t>(*field.shape)].members
                            : names.members;
    auto element = ShapeStruct{*query_.unit, query::fields_of(field), inner, {}};
    element.name = parent.name + "::" + names.type;
    if (field.shape) {
      const auto& module = context_.program.at(*field.shape).module;
      element.name = spell_name(context_.namespace_of(module), names.type, place_);
    }
    auto part_type = fmt::format("orm::part<{}part, &{}::{}", path, parent.name, names.name);
    for (const auto& below : part.parts) {
      part_type += fmt::format(", {}::part", emit_part(below, element, path, structs));
    }
    auto constants = StatementConstants{};
    constants.name =
        fmt::format("{}.{}.{}", context_.schema.at(query_.module).name, query_.name, field.name);
    if (!query_.parameters.empty()) constants.parameters = "parameter_types";
    constants.columns = "column_types";
    structs.push_back(
        fill(R"(
/// The rows of `$member$`, in the same round trip.
struct $name$ {
  $columns$
  $types$
  $statement$
  $part$
};
)",
             {{"member", field.name},
              {"name", path + "part"},
              {"columns",
               members_alias(
                   "columns", shape_columns(writer_, element, place_, members_of(part.parts)), 4)},
              {"types", emit_column_types(part.columns, 4)},
              {"statement", emit_statement(constants, {part.text, {}}, 4)},
              {"part", type_alias("part", part_type + ">", 4)}}));
    return path + "part";
  }

  auto emit_effects() -> std::string {
    auto effects = query::effects_of(context_.schema, program_, query_);
    auto items = std::vector<std::string>{};
    auto members = std::vector<std::string>{};
    if (effects.reads_only) members.emplace_back(".reads_only = true");
    if (effects.is_volatile) members.emplace_back(".is_volatile = true");
    if (effects.locks_rows) members.emplace_back(".locks_rows = true");
    for (const auto& violation : effects.violations) {
      items.push_back(fmt::format("{{orm::constraint_kind::{}, {}, {}}}",
                                  query::kind_name(violation.kind),
                                  string_literal(context_.schema.at(violation.model).sql_name),
                                  string_literal(violation.name)));
    }
    auto out = std::string{};
    if (!items.empty()) {
      out += braced_list("static constexpr orm::constraint violations[]", items, 2);
      members.emplace_back(".violations = violations");
    }
    return out + braced_list("static constexpr orm::effects effects", members, 2);
  }

  auto emit_text() -> std::string {
    auto constants = StatementConstants{};
    constants.name = full_name();
    if (!parameter_constants(query_.parameters).empty()) constants.parameters = "parameter_types";
    constants.columns = columns_constant();
    if (split_) return emit_statement(constants, {split_->text, {}}, 2);
    auto text = sql::query_text(context_.schema, program_, query_);
    return emit_statement(constants, of_sent(std::move(text), query_.parameters), 2);
  }

  /// A text whose fragments name parameters by their places among those that are sent.
  static auto of_sent(sql::StatementText text, const std::vector<query::QueryParameter>& parameters)
      -> sql::StatementText {
    for (auto& fragment : text.fragments) {
      if (!fragment.parameter) continue;
      auto end = parameters.begin() + *fragment.parameter;
      fragment.parameter = static_cast<std::uint32_t>(
          std::count_if(parameters.begin(), end, [](const auto& each) { return each.is_sent(); }));
    }
    return text;
  }

  auto full_name() const -> std::string {
    return fmt::format("{}.{}", context_.schema.at(query_.module).name, query_.name);
  }

  /// The constant that lists the types of the result's columns; empty for none.
  auto columns_constant() -> std::string {
    if (query_.result.kind == query::Result::Kind::model) {
      return row_type() + "::field_types";
    }
    return returns_rows() && !query_.statement->columns.empty() ? "column_types" : "";
  }

  /// A struct for each statement, and which of them gives the result.
  auto emit_steps() -> std::string {
    auto out = std::vector<std::string>{};
    auto names = std::vector<std::string>{};
    for (std::size_t i = 0; i < query_.steps.size(); ++i) {
      names.push_back(step_name(i));
      out.push_back(emit_step(i));
    }
    auto list = fmt::format("orm::steps<{}>", fmt::join(names, ", "));
    out.push_back(type_alias("steps", list, 2) +
                  fmt::format("static constexpr const orm::statement& statement = {}::statement;\n",
                              step_name(query_.result_step)));
    return join_blocks(out, "\n");
  }

  auto emit_step(std::size_t index) -> std::string {
    const auto& step = query_.steps[index];
    auto members = std::vector<std::string>{};
    for (auto place : step.places) {
      auto member = query_.parameters[place].batch ? names_.batch : names_.parameters[place];
      if (members.empty() || members.back() != member) members.push_back(std::move(member));
    }
    auto constants = StatementConstants{};
    constants.name = full_name();
    auto types = parameter_constants(step.parameters);
    if (!types.empty()) constants.parameters = "parameter_types";
    if (index == query_.result_step) constants.columns = columns_constant();
    return fill(
        R"(
struct $name$ {
  $parameters$
  $types$
  $statement$
};
)",
        {{"name", step_name(index)},
         {"parameters", members_alias("parameters", member_pointers(names_.name, members), 4)},
         {"types", emit_types("parameter_types", types, 4)},
         {"statement",
          emit_statement(
              constants, of_sent(sql::step_text(context_.schema, step), step.parameters), 4)}});
  }

  HeaderWriter& writer_;
  const Context& context_;
  const query::Program& program_;
  const query::NamedQuery& query_;
  const QueryNames& names_;
  Place place_;
  std::optional<sql::SplitQuery> split_;  // its shapes are statements of their own
};

}  // namespace

auto HeaderWriter::emit_named_row(NamedRow row) -> Block {
  const auto& query = context_.program.queries[row.query];
  const auto& names = context_.names.queries[row.query];
  const auto& cpp_namespace = context_.namespace_of(query.module);
  if (!names.members.empty()) {
    auto traits = emit_shape_traits(*this,
                                    query::shape_of(*query.statement),
                                    names.members,
                                    fmt::format("{}::{}", cpp_namespace, names.row));
    return {cpp_namespace, emit_row(*this, query, names, {}, 0), traits};
  }
  auto fields = members_alias("fields", member_pointers(names.row, names.columns), 2);
  return {context_.namespace_of(query.module), emit_row(*this, query, names, fields, 0), {}};
}

auto HeaderWriter::emit_query(QueryIndex index) -> Block {
  const auto& query = context_.program.queries[index.query];
  const auto& names = context_.names.queries[index.query];
  const auto& cpp_namespace = context_.namespace_of(query.module);
  auto traits = std::string{};
  if (!names.members.empty() && !query.result.row_name) {
    traits = emit_shape_traits(*this,
                               query::shape_of(*query.statement),
                               names.members,
                               fmt::format("{}::{}::{}", cpp_namespace, names.name, names.row));
  }
  return {cpp_namespace, QueryEmitter(*this, index).emit(), traits};
}

}  // namespace ormc::emit::cpp
