#include "emit/json/describe.hpp"

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>
#include <vector>

#include "catalog/type_name.hpp"
#include "emit/variants.hpp"
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
                     {"nullable", column.nullable},
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
      auto& described = columns.emplace_back(Json{{"column", column.name},
                                                  {"field", names.columns[i]},
                                                  {"type", type(base)},
                                                  {"nullable", column.nullable}});
      auto is_text = sql::travels_as_text(schema_.catalog, column.type.oid);
      if (is_text) described["text_of"] = type(column.type);
      if (base.oid != column.type.oid && !is_text) described["domain"] = type(column.type);
    }
    json["columns"] = std::move(columns);
    if (!text.fragments.empty()) json["variants"] = variant_list(query, text);
    if (!query.steps.empty()) json["statements"] = statement_list(query);
    return json;
  }

  /// The statements of a query of several, each with the parameters that it takes, in its order.
  auto statement_list(const query::NamedQuery& query) const -> Json {
    auto list = Json::array();
    for (std::size_t i = 0; i < query.steps.size(); ++i) {
      const auto& step = query.steps[i];
      auto text = sql::step_text(schema_, step);
      auto parameters = Json::array();
      for (const auto& parameter : step.parameters) parameters.push_back(parameter.name);
      list.push_back({{"sql", text.fragments.empty() ? text.text : assemble(text, 0).sql},
                      {"parameters", std::move(parameters)},
                      {"result", i == query.result_step}});
    }
    return list;
  }

  /// Each text, with the states of the parameters that it is for, and which of them is `$1`, `$2`.
  static auto variant_list(const query::NamedQuery& query, const sql::StatementText& text) -> Json {
    auto bits = query::PresenceBits{query.parameters};
    auto list = Json::array();
    for (const auto& variant : variants(text)) {
      auto given = Json::array();
      auto chosen = Json::object();
      auto nulls = Json::array();
      for (std::size_t i = 0; i < query.parameters.size(); ++i) {
        const auto& parameter = query.parameters[i];
        auto state = bits.state_of(static_cast<query::ParameterIndex>(i), variant.presence);
        auto name = parameter.cursor ? *parameter.cursor : parameter.name;
        auto is_new = given.empty() || given.back() != name;
        if (state.given && is_new) given.push_back(name);
        if (state.choice) chosen[parameter.name] = parameter.choices[*state.choice];
        if (state.null) nulls.push_back(parameter.name);
      }
      auto parameters = Json::array();
      for (auto index : variant.parameters) parameters.push_back(query.parameters[index].name);
      auto& described = list.emplace_back(Json{{"given", std::move(given)}});
      if (!chosen.empty()) described["chosen"] = std::move(chosen);
      if (!nulls.empty()) described["null"] = std::move(nulls);
      described["parameters"] = std::move(parameters);
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
