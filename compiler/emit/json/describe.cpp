#include "emit/json/describe.hpp"

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string_view>
#include <vector>

#include "catalog/type_name.hpp"
#include "emit/variants.hpp"
#include "query/array_contents.hpp"
#include "query/effects.hpp"
#include "query/presence.hpp"
#include "sql/statements.hpp"
#include "sql/text_form.hpp"

namespace ormc::emit::json {
namespace {

using Json = nlohmann::ordered_json;

auto relation_kind(schema::Relation::Kind kind) -> std::string_view {
  switch (kind) {
    case schema::Relation::Kind::to_one:
      return "to_one";
    case schema::Relation::Kind::inverse_one:
      return "inverse_one";
    case schema::Relation::Kind::inverse_many:
      return "inverse_many";
    case schema::Relation::Kind::many_to_many:
      return "many_to_many";
  }
  return {};
}

auto identity_kind(schema::Column::Identity identity) -> std::string_view {
  switch (identity) {
    case schema::Column::Identity::none:
      return {};
    case schema::Column::Identity::always:
      return "always";
    case schema::Column::Identity::by_default:
      return "by default";
    case schema::Column::Identity::serial:
      return "serial";
  }
  return {};
}

auto cardinality_of(const query::Result& result) -> std::string_view {
  if (result.kind == query::Result::Kind::count) return "count";
  switch (result.cardinality) {
    case query::Result::Cardinality::one:
      return "one";
    case query::Result::Cardinality::optional:
      return "optional";
    case query::Result::Cardinality::many:
      return "many";
  }
  return {};
}

/// Says what is known, object by object.
class Describer {
 public:
  Describer(const source::SourceSet& sources,
            const schema::Schema& schema,
            const query::Program& program,
            const cpp::Names& names,
            FileNames file_names)
      : sources_(sources),
        schema_(schema),
        program_(program),
        names_(names),
        file_names_(file_names) {}

  auto describe() const -> Json {
    auto models = Json::array();
    for (std::size_t i = 0; i < schema_.models.size(); ++i) {
      models.push_back(model(schema_.models[i], i));
    }
    auto queries = Json::array();
    for (std::size_t i = 0; i < program_.queries.size(); ++i) {
      queries.push_back(query(program_.queries[i], names_.queries[i]));
    }
    return {{"models", std::move(models)}, {"queries", std::move(queries)}};
  }

 private:
  auto add_place(Json& json, source::Span span) const -> void {
    const auto& file = sources_.file(span.file);
    json["file"] = file_names_ == FileNames::base
                       ? std::filesystem::path(file.path()).filename().string()
                       : file.path();
    json["line"] = file.position(span.begin).line;
  }

  auto type(schema::TypeRef type) const -> std::string {
    return catalog::format_type(schema_.catalog, type);
  }

  auto expression(schema::ExprId id) const -> std::optional<std::string> {
    const auto& bound = program_.schema_exprs.at(static_cast<std::size_t>(id));
    if (bound.expr == nullptr) return std::nullopt;
    return sql::expression_text(schema_, bound);
  }

  static auto column_names(const schema::Model& model,
                           const std::vector<schema::ColumnIndex>& columns) -> Json {
    auto names = Json::array();
    for (auto index : columns) names.push_back(model.columns.at(index).sql_name);
    return names;
  }

  auto column(const schema::Model& model, std::size_t index, const std::string& field) const
      -> Json {
    const auto& column = model.columns[index];
    auto at = static_cast<schema::ColumnIndex>(index);
    auto is_key = model.primary_key && std::ranges::find(model.primary_key->columns, at) !=
                                           model.primary_key->columns.end();
    auto json = Json{{"name", column.name},
                     {"column", column.sql_name},
                     {"field", field},
                     {"type", type(column.type)},
                     {"nullable", column.may_be_null()},
                     {"primary_key", is_key}};
    if (column.default_value) {
      if (auto text = expression(*column.default_value)) json["default"] = *text;
    }
    if (column.generated) {
      if (auto text = expression(*column.generated)) json["generated"] = *text;
    }
    auto identity = identity_kind(column.identity);
    if (!identity.empty()) json["identity"] = identity;
    if (!column.doc.empty()) json["doc"] = column.doc;
    return json;
  }

  auto relation(const schema::Model& model, const schema::Relation& relation) const -> Json {
    const auto& target = schema_.at(relation.target);
    auto json = Json{{"name", relation.name},
                     {"kind", relation_kind(relation.kind)},
                     {"module", schema_.at(target.module).name},
                     {"target", target.name},
                     {"nullable", relation.nullable},
                     {"columns", column_names(model, relation.local_columns)},
                     {"target_columns", column_names(target, relation.target_columns)}};
    if (relation.junction) json["junction"] = schema_.at(*relation.junction).name;
    return json;
  }

  auto model(const schema::Model& model, std::size_t index) const -> Json {
    auto json = Json{{"module", schema_.at(model.module).name}, {"name", model.name}};
    add_place(json, model.span);
    json["schema"] = model.sql_schema;
    json["table"] = model.sql_name;
    if (!model.doc.empty()) json["doc"] = model.doc;
    auto columns = Json::array();
    for (std::size_t i = 0; i < model.columns.size(); ++i) {
      columns.push_back(column(model, i, names_.columns[index][i]));
    }
    json["columns"] = std::move(columns);
    json["primary_key"] =
        model.primary_key ? column_names(model, model.primary_key->columns) : Json::array();
    auto unique = Json::array();
    for (const auto& key : model.unique_keys) unique.push_back(column_names(model, key.columns));
    json["unique_keys"] = std::move(unique);
    auto foreign = Json::array();
    for (const auto& key : model.foreign_keys) {
      const auto& target = schema_.at(key.target);
      foreign.push_back({{"columns", column_names(model, key.columns)},
                         {"schema", target.sql_schema},
                         {"table", target.sql_name},
                         {"target_columns", column_names(target, key.target_columns)}});
    }
    json["foreign_keys"] = std::move(foreign);
    auto relations = Json::array();
    for (const auto& each : model.relations) relations.push_back(relation(model, each));
    json["relations"] = std::move(relations);
    return json;
  }

  auto parameter(const query::QueryParameter& parameter, const std::string& field) const -> Json {
    auto json = Json{{"name", parameter.name},
                     {"field", field},
                     {"type", parameter.is_sent() ? Json(type(parameter.type)) : Json()},
                     {"nullable", parameter.nullable},
                     {"optional", parameter.optional}};
    if (!parameter.choices.empty()) json["choices"] = parameter.choices;
    if (parameter.default_choice) json["default"] = parameter.choices[*parameter.default_choice];
    if (parameter.cursor) json["cursor"] = *parameter.cursor;
    if (parameter.batch) json["batch"] = *parameter.batch;
    return json;
  }

  auto query(const query::NamedQuery& query, const cpp::QueryNames& names) const -> Json {
    auto json = Json{{"module", schema_.at(query.module).name}, {"name", query.name}};
    add_place(json, query.span);
    if (!query.doc.empty()) json["doc"] = query.doc;
    auto text = sql::query_text(schema_, program_, query);
    json["sql"] = text.fragments.empty() ? text.text : whole(text).sql;
    json["cardinality"] = cardinality_of(query.result);
    auto parameters = Json::array();
    for (std::size_t i = 0; i < query.parameters.size(); ++i) {
      parameters.push_back(parameter(query.parameters[i], names.parameters[i]));
    }
    json["parameters"] = std::move(parameters);
    auto columns = Json::array();
    for (std::size_t i = 0; i < query.statement->columns.size(); ++i) {
      const auto& column = query.statement->columns[i];
      // The server describes a column of a domain by the type under it.
      auto base = sql::wire_type(schema_.catalog, schema_.catalog.base_type(column.type));
      auto& described = columns.emplace_back(Json{{"column", column.sql_name},
                                                  {"field", names.columns[i]},
                                                  {"type", type(base)},
                                                  {"nullable", column.nullable}});
      const auto contents =
          query::array_contents({schema_, program_, *query.unit}, *query.statement, i);
      if (contents.nullable_elements) described["nullable_elements"] = true;
      if (contents.several_dimensions) described["several_dimensions"] = true;
      auto is_text = sql::travels_as_text(schema_.catalog, column.type.oid);
      if (is_text) described["text_of"] = type(column.type);
      if (base.oid != column.type.oid && !is_text) described["domain"] = type(column.type);
    }
    json["columns"] = std::move(columns);
    const auto& shape = query::shape_of(*query.statement);
    if (!shape.empty()) {
      auto next = std::size_t{0};
      json["members"] = members(shape, names.members, next, Inside::row);
    }
    json["effects"] = effects(query::effects_of(schema_, program_, query));
    if (!query.steps.empty()) {
      json["statements"] = statement_list(query);
    } else if (!text.fragments.empty()) {
      json["variants"] = variant_list(query.parameters, text);
    }
    return json;
  }

  /// What a struct is in: a row, whose columns have numbers, or a record, whose fields have not.
  enum class Inside : std::uint8_t { row, record };

  /// The members of a row that nests some, by the columns that they are read from.
  auto members(const std::vector<query::ShapeField>& fields,
               const std::vector<cpp::MemberNames>& names,
               std::size_t& next,
               Inside inside) const -> Json {
    using Kind = query::ShapeField::Kind;
    auto list = Json::array();
    for (std::size_t i = 0; i < fields.size(); ++i) {
      const auto& field = fields[i];
      auto json = Json{{"field", names[i].name}, {"kind", member_kind(field.kind)}};
      if (field.marker != nullptr) {
        auto at = next++;
        json["marker"] = inside == Inside::row ? Json(at) : Json(true);
      }
      if (field.kind != Kind::one) {
        if (inside == Inside::row) json["column"] = next;
        ++next;
      }
      if (field.kind == Kind::column) {
        json["type"] = type(schema_.catalog.base_type(field.expr->type));
        json["nullable"] = field.nullable;
        if (field.nullable_elements) json["nullable_elements"] = true;
        list.push_back(std::move(json));
        continue;
      }
      json["struct"] = names[i].type;
      if (field.kind != Kind::many || field.query == nullptr) json["nullable"] = field.nullable;
      if (field.nullable_elements) json["nullable_elements"] = true;
      auto record_field = std::size_t{0};
      const auto& inner = field.shape ? shape_names(*field.shape) : names[i].members;
      json["members"] = field.kind == Kind::one
                            ? members(query::fields_of(field), inner, next, inside)
                            : members(query::fields_of(field), inner, record_field, Inside::record);
      list.push_back(std::move(json));
    }
    return list;
  }

  /// The statements of a query of several, each with the parameters that it takes, in its order.
  auto statement_list(const query::NamedQuery& query) const -> Json {
    auto list = Json::array();
    for (std::size_t i = 0; i < query.steps.size(); ++i) {
      const auto& step = query.steps[i];
      auto text = sql::step_text(schema_, step);
      auto parameters = Json::array();
      for (const auto& parameter : step.parameters) parameters.push_back(parameter.name);
      auto& json =
          list.emplace_back(Json{{"sql", text.fragments.empty() ? text.text : whole(text).sql},
                                 {"parameters", std::move(parameters)},
                                 {"result", i == query.result_step}});
      if (!text.fragments.empty()) json["variants"] = variant_list(step.parameters, text);
    }
    return list;
  }

  auto shape_names(query::ShapeId id) const -> const std::vector<cpp::MemberNames>& {
    return names_.shapes[static_cast<std::size_t>(id)].members;
  }

  static auto member_kind(query::ShapeField::Kind kind) -> std::string_view {
    switch (kind) {
      case query::ShapeField::Kind::column:
        return "value";
      case query::ShapeField::Kind::one:
        return "one";
      case query::ShapeField::Kind::record:
        return "record";
      case query::ShapeField::Kind::many:
        return "many";
    }
    return {};
  }

  auto table(schema::ModelId id) const -> Json {
    const auto& model = schema_.at(id);
    return {{"schema", model.sql_schema}, {"table", model.sql_name}};
  }

  auto table(schema::ModelId id, const std::set<schema::ColumnIndex>& columns) const -> Json {
    auto json = table(id);
    json["columns"] = column_names(schema_.at(id), {columns.begin(), columns.end()});
    return json;
  }

  auto effects(const query::Effects& effects) const -> Json {
    auto reads = Json::array();
    for (const auto& read : effects.reads) reads.push_back(table(read.model, read.columns));
    auto writes = Json::array();
    for (const auto& write : effects.writes) {
      auto& json = writes.emplace_back(table(write.model, write.columns));
      json["actions"] = Json::array();
      if (write.inserts) json["actions"].push_back("insert");
      if (write.updates) json["actions"].push_back("update");
      if (write.deletes) json["actions"].push_back("delete");
    }
    auto cascades = Json::array();
    for (auto model : effects.cascades) cascades.push_back(table(model));
    auto functions = Json::array();
    for (auto id : effects.functions) {
      const auto& function = schema_.at(id);
      functions.push_back({{"schema", function.sql_schema}, {"function", function.sql_name}});
    }
    auto violations = Json::array();
    for (const auto& violation : effects.violations) {
      auto& json = violations.emplace_back(table(violation.model));
      json["kind"] = query::kind_name(violation.kind);
      auto is_column = violation.kind == query::Violation::Kind::not_null;
      json[is_column ? "column" : "constraint"] = violation.name;
    }
    return {{"reads_only", effects.reads_only},
            {"volatile", effects.is_volatile},
            {"locks_rows", effects.locks_rows},
            {"reads", std::move(reads)},
            {"writes", std::move(writes)},
            {"cascades", std::move(cascades)},
            {"functions", std::move(functions)},
            {"violations", std::move(violations)}};
  }

  /// Each text, with the states of the parameters that it is for, and which of them is `$1`, `$2`.
  static auto variant_list(const std::vector<query::QueryParameter>& parameters,
                           const sql::StatementText& text) -> Json {
    auto bits = query::PresenceBits{parameters};
    auto list = Json::array();
    for (const auto& variant : variants(text)) {
      auto given = Json::array();
      auto chosen = Json::object();
      auto nulls = Json::array();
      for (std::size_t i = 0; i < parameters.size(); ++i) {
        const auto& parameter = parameters[i];
        auto state = bits.state_of(static_cast<query::ParameterIndex>(i), variant.presence);
        auto name = parameter.cursor ? *parameter.cursor : parameter.name;
        auto is_new = given.empty() || given.back() != name;
        if (state.given && is_new) given.push_back(name);
        if (state.choice) chosen[parameter.name] = parameter.choices[*state.choice];
        if (state.null) nulls.push_back(parameter.name);
      }
      auto sent = Json::array();
      for (auto index : variant.parameters) sent.push_back(parameters[index].name);
      auto& described = list.emplace_back(Json{{"given", std::move(given)}});
      if (!chosen.empty()) described["chosen"] = std::move(chosen);
      if (!nulls.empty()) described["null"] = std::move(nulls);
      described["parameters"] = std::move(sent);
      described["sql"] = variant.sql;
    }
    return list;
  }

  const source::SourceSet& sources_;
  const schema::Schema& schema_;
  const query::Program& program_;
  const cpp::Names& names_;
  FileNames file_names_;
};

}  // namespace

auto describe(const source::SourceSet& sources,
              const schema::Schema& schema,
              const query::Program& program,
              const cpp::Names& names,
              FileNames file_names) -> std::string {
  auto json = Describer(sources, schema, program, names, file_names).describe();
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace ormc::emit::json
