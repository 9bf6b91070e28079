// A named query: its parameters as an aggregate, its row, its SQL.

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <stdexcept>

#include "emit/cpp/default_value.hpp"
#include "emit/cpp/header.hpp"
#include "emit/cpp/layout.hpp"
#include "emit/cpp/literal.hpp"
#include "emit/cpp/statement.hpp"
#include "emit/cpp/template.hpp"
#include "emit/result_columns.hpp"

namespace ormc::emit::cpp {
namespace {

/// Names of the struct of a query that users' types may share: a type of that name is qualified.
const auto nested_names = {"entry", "row", "result", "columns", "parameters", "statement"};

/// The type of a column of a result, optional if it may be NULL. What passes on a field whose type
/// has a C++ type of the user's own keeps that.
auto column_type(HeaderWriter& writer, const query::NamedQuery& query, std::size_t index)
    -> CppType {
  const auto& column = query.statement->columns.at(index);
  const auto* source = source_column(writer.context().schema, query, index);
  auto has_alias = source != nullptr && source->alias && source->type.oid == column.type.oid;
  auto type = has_alias ? writer.type_of(*source) : writer.type_of(column.type, Use::value);
  return column.nullable ? type.optional() : type;
}

/// The struct of a row, with what `inner` adds at its end.
auto emit_row(HeaderWriter& writer,
              const query::NamedQuery& query,
              const QueryNames& names,
              const std::string& inner,
              std::size_t indentation) -> std::string {
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
  }

  auto emit() -> std::string {
    return fill(R"(
$doc$
struct $name$ {
  $entry$

  $members$

  $row$

  $result$
  $columns$
  $parameters$
  $types$
  $statement$
};
)",
                {{"doc", doc_comment(query_.doc, 0)},
                 {"name", names_.name},
                 {"entry", emit_entry()},
                 {"members", emit_members()},
                 {"row", own_row() ? emit_row(writer_, query_, names_, {}, 2) : std::string{}},
                 {"result", emit_result()},
                 {"columns", emit_columns()},
                 {"parameters",
                  members_alias("parameters", member_pointers(names_.name, member_names()), 2)},
                 {"types", emit_type_constants()},
                 {"statement", emit_text()}});
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
    for (std::size_t i = 0; i < query_.parameters.size(); ++i) {
      const auto& parameter = query_.parameters[i];
      if (!parameter.batch) continue;
      auto element = context_.schema.catalog.element_of(parameter.type.oid);
      auto type = writer_.type_of({element, parameter.type.modifier}, Use::value);
      const auto& name = names_.parameters[i];
      members += parameter.nullable
                     ? declaration(type.optional().spelled(place_), name + " = {}", 4)
                     : declaration(fmt::format("orm::required<{}>", type.spelled(place_)), name, 4);
      fields.push_back(name);
    }
    return fill(R"(
struct entry {
  $members$

  $fields$
};
)",
                {{"members", members},
                 {"fields", members_alias("fields", member_pointers("entry", fields), 4)}});
  }

  auto emit_members() -> std::string {
    auto out = std::string{};
    auto has_batch = false;
    for (std::size_t i = 0; i < query_.parameters.size(); ++i) {
      const auto& parameter = query_.parameters[i];
      if (!parameter.batch) {
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
      const auto& name = query_.parameters[i].batch ? names_.batch : names_.parameters[i];
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
        if (!own_row()) return fmt::format("using columns = {}::fields;\n", row_type());
        return members_alias("columns", member_pointers("row", names_.columns), 2);
    }
    return {};
  }

  auto parameter_constants() const -> std::vector<std::string> {
    auto constants = std::vector<std::string>{};
    for (const auto& parameter : query_.parameters) {
      constants.push_back(context_.types.constant(parameter.type.oid));
    }
    return constants;
  }

  auto returns_rows() const -> bool { return query_.result.kind != query::Result::Kind::count; }

  auto emit_type_constants() -> std::string {
    auto out = emit_types("parameter_types", parameter_constants(), 2);
    if (!returns_rows() || query_.result.kind == query::Result::Kind::model) return out;
    auto columns = std::vector<std::string>{};
    for (const auto& column : query_.statement->columns) {
      columns.push_back(context_.types.column_constant(column.type));
    }
    return out + emit_types("column_types", columns, 2);
  }

  auto emit_text() -> std::string {
    auto constants = StatementConstants{};
    constants.name = fmt::format("{}.{}", context_.schema.at(query_.module).name, query_.name);
    if (!query_.parameters.empty()) constants.parameters = "parameter_types";
    if (query_.result.kind == query::Result::Kind::model) {
      constants.columns = row_type() + "::field_types";
    } else if (returns_rows() && !query_.statement->columns.empty()) {
      constants.columns = "column_types";
    }
    return emit_statement(constants, sql::query_text(context_.schema, program_, query_), 2);
  }

  HeaderWriter& writer_;
  const Context& context_;
  const query::Program& program_;
  const query::NamedQuery& query_;
  const QueryNames& names_;
  Place place_;
};

}  // namespace

auto HeaderWriter::emit_named_row(NamedRow row) -> Block {
  const auto& query = context_.program.queries[row.query];
  const auto& names = context_.names.queries[row.query];
  auto fields = members_alias("fields", member_pointers(names.row, names.columns), 2);
  return {context_.namespace_of(query.module), emit_row(*this, query, names, fields, 0), {}};
}

auto HeaderWriter::emit_query(QueryIndex index) -> Block {
  const auto& query = context_.program.queries[index.query];
  return {context_.namespace_of(query.module), QueryEmitter(*this, index).emit(), {}};
}

}  // namespace ormc::emit::cpp
