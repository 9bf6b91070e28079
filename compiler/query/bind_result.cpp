#include <algorithm>
#include <cctype>
#include <string>
#include <utility>
#include <vector>

#include "catalog/type_name.hpp"
#include "diagnostics/nearest.hpp"
#include "diagnostics/query_diagnostics.hpp"
#include "diagnostics/shape_diagnostics.hpp"
#include "diagnostics/suspicion_diagnostics.hpp"
#include "query/array_contents.hpp"
#include "query/bind_named_query.hpp"
#include "query/bind_statement.hpp"
#include "schema/lookup.hpp"

namespace ormc::query {
namespace {

using Kind = Result::Kind;

auto returns_rows(const Statement& statement) -> bool {
  return returns_values(statement) ||
         (statement.columns.empty() && std::holds_alternative<QueryPtr>(statement.node));
}

auto inferred_cardinality(Cardinality proven) -> Result::Cardinality {
  switch (proven) {
    case Cardinality::one:
      return Result::Cardinality::one;
    case Cardinality::zero:
    case Cardinality::at_most_one:
      return Result::Cardinality::optional;
    case Cardinality::many:
      return Result::Cardinality::many;
  }
  return Result::Cardinality::many;
}

auto declared_cardinality(syntax::ResultType::Cardinality written) -> Result::Cardinality {
  switch (written) {
    case syntax::ResultType::Cardinality::one:
      return Result::Cardinality::one;
    case syntax::ResultType::Cardinality::optional:
      return Result::Cardinality::optional;
    case syntax::ResultType::Cardinality::many:
      return Result::Cardinality::many;
  }
  return Result::Cardinality::many;
}

auto plural(std::size_t count, std::string_view noun) -> std::string {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

/// Works out and checks the result of one query.
class ResultBinder {
 public:
  ResultBinder(const QueryContext& context,
               const syntax::NamedQuery& syntax,
               const NamedQuery& query,
               const std::string& why)
      : context_(context), syntax_(syntax), query_(query), why_(why) {}

  auto bind() -> Result {
    check_shapes(shape_of(*query_.statement));
    const auto& shape = shape_of(*query_.statement);
    if (std::any_of(shape.begin(), shape.end(), is_shape)) {
      check_member_names(context_.diagnostics, shape);
    }
    if (!syntax_.result) return infer();
    switch (syntax_.result->kind) {
      case syntax::ResultType::Kind::count:
        return bind_count();
      case syntax::ResultType::Kind::row:
        return bind_row();
      case syntax::ResultType::Kind::type:
        return bind_type();
    }
    return {};
  }

 private:
  auto columns() const -> const std::vector<ResultColumn>& { return query_.statement->columns; }
  auto span() const -> Span { return syntax_.result ? syntax_.result->span : syntax_.name.span; }
  auto written() const -> const syntax::ResultType& { return *syntax_.result; }

  template <class What>
  void report(const What& what) {
    context_.diagnostics.report(span(), what);
  }

  auto infer() -> Result {
    auto result = Result{};
    result.kind = returns_rows(*query_.statement) ? Kind::row : Kind::count;
    result.cardinality = inferred_cardinality(query_.cardinality);
    return result;
  }

  auto bind_count() -> Result {
    auto select = std::holds_alternative<QueryPtr>(query_.statement->node);
    if (returns_rows(*query_.statement)) report(diagnostics::CountMismatch{true, select});
    return {.kind = Kind::count,
            .cardinality = Result::Cardinality::one,
            .model = {},
            .row_name = {},
            .shape = {}};
  }

  auto bind_row() -> Result {
    auto result = Result{};
    result.kind = Kind::row;
    if (!require_rows()) return result;
    if (!written().columns.empty()) check_written_columns();
    result.cardinality = bind_cardinality();
    return result;
  }

  /// A model, a view, a scalar type, or else the name of a row.
  auto bind_type() -> Result {
    const auto& type = written().type;
    if (is_void(type)) return bind_count();
    auto result = Result{};
    if (!require_rows()) return result;
    if (auto shape = declared_shape()) return bind_declared_shape(*shape);
    auto relation = schema::find_relation(context_.schema, context_.module, type.name);
    if (relation && type.array_dimensions == 0) {
      if (const auto* model = std::get_if<schema::ModelId>(&*relation)) {
        return bind_model(*model);
      }
      return bind_view(std::get<schema::ViewId>(*relation));
    }
    // Looked up quietly first: a name that is no type may name a row.
    auto quiet = diagnostics::Diagnostics{};
    auto scalar = schema::resolve_type(context_.schema, context_.module, type, quiet);
    if (!scalar && names_row()) return bind_named_row(type.name.parts.front().text);
    if (!scalar) {
      scalar = schema::resolve_type(context_.schema, context_.module, type, context_.diagnostics);
    }
    return scalar ? bind_scalar(*scalar) : result;
  }

  /// Rows are named like models, with a capital: `-> PostCard[]`. Other unknown names are typing
  /// mistakes in a type.
  auto names_row() const -> bool {
    const auto& type = written().type;
    return type.name.parts.size() == 1 && type.modifiers.empty() && type.array_dimensions == 0 &&
           std::isupper(static_cast<unsigned char>(type.name.parts.front().text.front())) != 0;
  }

  auto declared_shape() const -> std::optional<ShapeId> {
    const auto& type = written().type;
    if (type.name.parts.size() != 1 || type.array_dimensions != 0) return std::nullopt;
    const auto& shapes = context_.program.shapes;
    for (auto i = std::size_t{0}; i < shapes.size(); ++i) {
      if (shapes[i].module != context_.module || shapes[i].name != type.name.parts.front().text) {
        continue;
      }
      return static_cast<ShapeId>(i);
    }
    return std::nullopt;
  }

  /// The rows are structs of a declared shape: they have its members.
  auto bind_declared_shape(ShapeId id) -> Result {
    const auto& shape = context_.program.at(id);
    auto result = Result{};
    result.row_name = shape.name;
    result.shape = id;
    result.cardinality = bind_cardinality();
    if (shape.query == nullptr) return result;
    auto difference = find_difference(context_.schema,
                                      {shape_members(*shape.query), members(*query_.statement)},
                                      Nulls::narrower);
    if (difference) {
      context_.diagnostics
          .report(span(), diagnostics::NamedRowMismatch{shape.name, std::move(*difference)})
          .label(shape.span, "declared here");
    }
    return result;
  }

  static auto columns_of(const schema::Model& model) -> std::vector<ResultColumn> {
    auto columns = std::vector<ResultColumn>{};
    for (const auto& column : model.columns) {
      columns.push_back({column.name, column.sql_name, column.type, column.nullable});
    }
    return columns;
  }

  auto bind_model(schema::ModelId id) -> Result {
    const auto& model = context_.schema.at(id);
    if (!check_flat("`" + model.name + "`")) return {};
    check_columns("`" + model.name + "`", columns_of(model), Elements::values);
    auto result = Result{};
    result.kind = Kind::model;
    result.model = id;
    result.cardinality = bind_cardinality();
    return result;
  }

  auto bind_view(schema::ViewId id) -> Result {
    const auto& view = context_.schema.at(id);
    if (!check_flat("`" + view.name + "`")) return {};
    auto expected = std::vector<ResultColumn>{};
    for (const auto& column : context_.program.at(id).columns) {
      expected.push_back({column.name, column.sql_name, column.type, column.nullable});
    }
    check_columns("`" + view.name + "`", expected, Elements::undeclared);
    auto result = Result{};
    result.kind = Kind::row;
    result.row_name = view.name;
    result.cardinality = bind_cardinality();
    return result;
  }

  auto bind_named_row(const std::string& name) -> Result {
    auto result = Result{};
    result.kind = Kind::row;
    result.row_name = name;
    result.cardinality = bind_cardinality();
    auto module = context_.schema.at(context_.module).name;
    auto [row, is_new] = context_.rows.emplace(std::pair{module, name},
                                               NamedRow{members(*query_.statement), span()});
    if (is_new) {
      check_near_model(name);
      return result;
    }
    auto difference = find_difference(
        context_.schema, {row->second.members, members(*query_.statement)}, Nulls::same);
    if (difference) {
      context_.diagnostics
          .report(span(), diagnostics::NamedRowMismatch{name, std::move(*difference)})
          .label(row->second.span, "first used here");
    }
    return result;
  }

  /// `-> Autor[]` over the columns of `Author` is no new row but a typing mistake.
  void check_near_model(const std::string& name) {
    auto names = std::vector<std::string>{};
    for (const auto& model : context_.schema.models) names.push_back(model.name);
    auto nearest = diagnostics::nearest(name, names);
    if (!nearest) return;
    for (const auto& model : context_.schema.models) {
      if (model.name != *nearest) continue;
      if (find_difference(context_.schema,
                          {flat_members(columns_of(model)), flat_members(columns())},
                          Nulls::narrower))
        continue;
      context_.diagnostics.report(span(), diagnostics::RowNearModel{name, *nearest});
      return;
    }
  }

  auto bind_scalar(TypeRef type) -> Result {
    auto result = Result{};
    result.kind = Kind::scalar;
    auto mismatch = [&](std::string found) {
      report(diagnostics::ScalarMismatch{type_name(type), std::move(found)});
      return result;
    };
    if (!check_flat("`" + type_name(type) + "`")) return result;
    if (columns().size() != 1) return mismatch(plural(columns().size(), "column"));
    const auto& column = columns().front();
    if (column.type.oid != type.oid) return mismatch("`" + type_name(column.type) + "`");
    // `text?` over exactly one row is about the value, not about the row.
    auto optional = written().cardinality == syntax::ResultType::Cardinality::optional;
    if (optional && query_.cardinality == Cardinality::one && column.nullable) {
      result.cardinality = Result::Cardinality::one;
      return result;
    }
    if (written().cardinality == syntax::ResultType::Cardinality::one && column.nullable) {
      return mismatch("one that may be null: declare `" + type_name(type) + "?`");
    }
    result.cardinality = bind_cardinality();
    return result;
  }

  // ---- checks

  static auto is_void(const syntax::TypeName& type) -> bool {
    const auto& parts = type.name.parts;
    return parts.size() == 1 && fold(parts.front()) == "void" && type.array_dimensions == 0;
  }

  auto require_rows() -> bool {
    if (returns_rows(*query_.statement)) return true;
    report(diagnostics::CountMismatch{});
    return false;
  }

  auto bind_cardinality() -> Result::Cardinality {
    auto declared = declared_cardinality(written().cardinality);
    auto proven = query_.cardinality;
    // Nothing is known of raw SQL: the number of rows is checked when they come.
    if (std::holds_alternative<RawSql>(query_.statement->node)) return declared;
    auto at_most_one = proven != Cardinality::many;
    auto is_proven = declared == Result::Cardinality::many || proven == Cardinality::one ||
                     (declared == Result::Cardinality::optional && at_most_one);
    if (!is_proven) {
      report(diagnostics::CardinalityNotProven{
          declared == Result::Cardinality::one, at_most_one, why_});
    }
    return declared;
  }

  /// What a declaration says of the elements of arrays.
  enum class Elements : std::uint8_t { values, undeclared };

  /// A column fits by the language's name or by the server's.
  void check_columns(const std::string& name,
                     const std::vector<ResultColumn>& expected,
                     Elements elements) {
    auto found = columns();
    for (auto i = std::size_t{0}; i < std::min(found.size(), expected.size()); ++i) {
      if (found[i].sql_name == expected[i].sql_name) found[i].name = expected[i].name;
    }
    auto members = flat_members(found);
    for (auto i = std::size_t{0}; elements == Elements::values && i < members.size(); ++i) {
      const auto place = RecordContext{context_.schema, context_.program, *query_.unit};
      members[i].nullable_elements = array_contents(place, *query_.statement, i).nullable_elements;
    }
    auto difference =
        find_difference(context_.schema, {flat_members(expected), members}, Nulls::narrower);
    if (difference) report(diagnostics::ResultMismatch{name, std::move(*difference)});
  }

  /// Nothing that is declared otherwise has members that are structs.
  auto check_flat(const std::string& name) -> bool {
    for (const auto& field : shape_of(*query_.statement)) {
      if (field.kind == ShapeField::Kind::column) continue;
      context_.diagnostics.report(field.span, diagnostics::NestedResult{name, field.name});
      return false;
    }
    return true;
  }

  void check_written_columns() {
    if (!check_flat("the declared row")) return;
    auto expected = std::vector<ResultColumn>{};
    for (auto i = std::size_t{0}; i < written().columns.size(); ++i) {
      const auto& column = written().columns[i];
      auto type =
          schema::resolve_type(context_.schema, context_.module, column.type, context_.diagnostics);
      if (!type) return;
      expected.push_back(
          {column.name.text, fold(column.name), *type, bool{written().column_nullable[i]}});
    }
    check_columns("the declared row", expected, Elements::undeclared);
  }

  /// What uses of declared shapes give fits their structs.
  void check_shapes(const std::vector<ShapeField>& fields) {
    for (const auto& field : fields) {
      if (!field.shape) {
        check_shapes(fields_of(field));
        continue;
      }
      const auto& shape = context_.program.at(*field.shape);
      if (shape.query == nullptr) continue;
      auto difference =
          find_difference(context_.schema,
                          {shape_members(*shape.query), shape_members(fields_of(field))},
                          Nulls::narrower);
      if (!difference) continue;
      context_.diagnostics
          .report(field.span, diagnostics::ShapeDisagrees{shape.name, std::move(*difference)})
          .label(shape.span, "declared here");
    }
  }

  auto type_name(TypeRef type) const -> std::string {
    return catalog::format_type(context_.schema.catalog, type);
  }

  const QueryContext& context_;
  const syntax::NamedQuery& syntax_;
  const NamedQuery& query_;
  const std::string& why_;
};

}  // namespace

auto returns_values(const Statement& statement) -> bool {
  return std::ranges::any_of(statement.columns, [](const ResultColumn& column) {
    return column.type.oid != catalog::oid::void_;
  });
}

auto bind_result(const QueryContext& context,
                 const syntax::NamedQuery& syntax,
                 const NamedQuery& query,
                 const std::string& why_not_fewer) -> Result {
  return ResultBinder{context, syntax, query, why_not_fewer}.bind();
}

}  // namespace ormc::query
