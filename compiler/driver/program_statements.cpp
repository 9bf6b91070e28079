#include "driver/program_statements.hpp"

#include <fmt/format.h>

#include <string_view>

#include "emit/result_columns.hpp"
#include "emit/variants.hpp"
#include "sql/split_shape.hpp"
#include "sql/statements.hpp"
#include "sql/text_form.hpp"

namespace ormc::driver {
namespace {

/// Collects statements, each text of those with optional parts by itself.
class Collector {
 public:
  explicit Collector(const Compilation& compilation)
      : schema_(compilation.schema), program_(compilation.program) {}

  auto collect() -> std::vector<ProgramStatement> {
    for (const auto& query : program_.queries) add(query);
    for (std::size_t i = 0; i < schema_.models.size(); ++i) add(static_cast<schema::ModelId>(i));
    return std::move(statements_);
  }

 private:
  auto named(const query::NamedQuery& query,
             source::Span span,
             const std::vector<query::QueryParameter>& parameters) const -> ProgramStatement {
    auto statement = ProgramStatement{};
    statement.name = fmt::format("{}.{}", schema_.at(query.module).name, query.name);
    statement.span = span;
    for (const auto& parameter : parameters) {
      statement.parameters.push_back(
          {sql::wire_type(schema_.catalog, parameter.type), parameter.span});
    }
    return statement;
  }

  /// What the server calls a column: what has no binary form is read as text.
  auto read_type(schema::TypeRef type) const -> schema::TypeRef {
    return sql::wire_type(schema_.catalog, type);
  }

  /// A statement of several, wherever the result comes from.
  auto add(const query::NamedQuery& query, const query::Step& step) -> void {
    auto statement = named(query, step.statement->span, step.parameters);
    statement.ignores_columns = std::holds_alternative<query::RawSql>(step.statement->node) &&
                                step.statement->columns.empty();
    for (const auto& column : step.statement->columns) {
      statement.columns.push_back({column.sql_name, read_type(column.type), step.statement->span});
    }
    add(std::move(statement), sql::step_text(schema_, step));
  }

  auto add(const query::NamedQuery& query) -> void {
    for (const auto& step : query.steps) add(query, step);
    if (!query.steps.empty()) return;
    auto statement = named(query, query.span, query.parameters);
    auto spans = emit::column_spans(query);
    for (std::size_t i = 0; i < spans.size(); ++i) {
      const auto& column = query.statement->columns[i];
      statement.columns.push_back({column.sql_name, read_type(column.type), spans[i]});
    }
    if (auto split = sql::split_query(schema_, program_, query))
      add_split(query, statement, *split);
    add(std::move(statement), sql::query_text(schema_, program_, query));
  }

  /// The statements that a query with shapes is run as, beside the one that it also is.
  auto add_split(const query::NamedQuery& query,
                 const ProgramStatement& whole,
                 const sql::SplitQuery& split) -> void {
    add_part(query, whole, "", split.text, split.columns);
    add_parts(query, whole, split.parts);
  }

  auto add_parts(const query::NamedQuery& query,
                 const ProgramStatement& whole,
                 const std::vector<sql::ShapePart>& parts) -> void {
    for (const auto& part : parts) {
      add_part(query, whole, "." + part.field->name, part.text, part.columns);
      add_parts(query, whole, part.parts);
    }
  }

  auto add_part(const query::NamedQuery& query,
                const ProgramStatement& whole,
                const std::string& suffix,
                const std::string& sql,
                const std::vector<query::ResultColumn>& columns) -> void {
    auto statement = whole;
    statement.name += suffix;
    statement.sql = sql;
    statement.columns.clear();
    for (const auto& column : columns) {
      statement.columns.push_back({column.sql_name, column.type, query.span});
    }
    statements_.push_back(std::move(statement));
  }

  auto add(schema::ModelId id) -> void {
    auto statements = sql::model_statements(schema_, program_, id);
    if (statements.insert) add(id, "insert", *statements.insert);
    if (statements.insert_many) add_insert_many(id, *statements.insert_many);
    for (const auto& find : statements.find) add(id, "find", find.statement);
    if (statements.update) add(id, "update", *statements.update);
    if (statements.patch) add(id, "patch", *statements.patch);
    if (statements.erase) add(id, "erase", *statements.erase);
  }

  auto named(schema::ModelId id, std::string_view operation) const -> ProgramStatement {
    const auto& model = schema_.at(id);
    auto statement = ProgramStatement{};
    statement.name = fmt::format("{}.{}.{}", schema_.at(model.module).name, model.name, operation);
    statement.span = model.span;
    return statement;
  }

  auto add(schema::ModelId id, std::string_view operation, const sql::ModelStatement& made)
      -> void {
    const auto& model = schema_.at(id);
    auto statement = named(id, operation);
    auto types = sql::parameter_types(schema_, model, made);
    for (std::size_t i = 0; i < types.size(); ++i) {
      statement.parameters.push_back({{types[i]}, model.columns[made.parameters[i]].span});
    }
    for (auto index : made.columns) {
      const auto& column = model.columns[index];
      statement.columns.push_back({column.sql_name, read_type(column.type), column.span});
    }
    add(std::move(statement), made.text);
  }

  auto add_insert_many(schema::ModelId id, const sql::ModelStatement& made) -> void {
    const auto& model = schema_.at(id);
    auto statement = named(id, "insert_many");
    for (auto index : made.parameters) {
      const auto& column = model.columns[index];
      statement.parameters.push_back({{schema_.catalog.array_of(column.type.oid)}, column.span});
    }
    add(std::move(statement), made.text);
  }

  auto add(ProgramStatement statement, const sql::StatementText& text) -> void {
    if (text.fragments.empty()) {
      statement.sql = text.text;
      statements_.push_back(std::move(statement));
      return;
    }
    for (auto& variant : emit::variants(text)) {
      auto one = statement;
      one.sql = std::move(variant.sql);
      one.parameters.clear();
      for (auto index : variant.parameters)
        one.parameters.push_back(statement.parameters.at(index));
      statements_.push_back(std::move(one));
    }
  }

  const schema::Schema& schema_;
  const query::Program& program_;
  std::vector<ProgramStatement> statements_;
};

}  // namespace

auto program_statements(const Compilation& compilation) -> std::vector<ProgramStatement> {
  return Collector(compilation).collect();
}

}  // namespace ormc::driver
