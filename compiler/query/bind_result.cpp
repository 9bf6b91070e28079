#include <algorithm>
#include <cctype>
#include <string>
#include <utility>
#include <vector>

#include "catalog/type_name.hpp"
#include "diagnostics/query_diagnostics.hpp"
#include "query/bind_named_query.hpp"
#include "schema/lookup.hpp"

namespace ormc::query {
namespace {

using Kind = Result::Kind;

auto returns_rows(const Statement& statement) -> bool {
  return std::holds_alternative<QueryPtr>(statement.node) || !statement.columns.empty();
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

auto describe(const schema::Schema& schema, const ResultColumn& column) -> std::string {
  return fmt::format("`{}` {}{}",
                     column.name,
                     catalog::format_type(schema.catalog, column.type),
                     column.nullable ? "?" : "");
}

auto agrees(const ResultColumn& expected, const ResultColumn& found, Nulls nulls) -> bool {
  auto null_agrees = nulls == Nulls::same ? expected.nullable == found.nullable
                                          : expected.nullable || !found.nullable;
  return expected.name == found.name && expected.type.oid == found.type.oid && null_agrees;
}

/// Where the items of a select or returning list stand, if the statement has one.
auto output_items(const Statement& statement) -> const std::vector<OutputColumn>* {
  if (const auto* insert = std::get_if<Insert>(&statement.node)) return &insert->returning;
  if (const auto* update = std::get_if<Update>(&statement.node)) return &update->returning;
  if (const auto* erase = std::get_if<Delete>(&statement.node)) return &erase->returning;
  const auto* query = std::get_if<QueryPtr>(&statement.node);
  if (query == nullptr) return nullptr;
  const auto* select = std::get_if<Select>(&(*query)->body);
  return select != nullptr ? &select->items : nullptr;
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
    if (result.kind == Kind::row) check_names();
    return result;
  }

  auto bind_count() -> Result {
    auto select = std::holds_alternative<QueryPtr>(query_.statement->node);
    if (returns_rows(*query_.statement)) report(diagnostics::CountMismatch{true, select});
    return {
        .kind = Kind::count, .cardinality = Result::Cardinality::one, .model = {}, .row_name = {}};
  }

  auto bind_row() -> Result {
    auto result = Result{};
    result.kind = Kind::row;
    if (!require_rows()) return result;
    if (!written().columns.empty()) check_written_columns();
    check_names();
    result.cardinality = bind_cardinality();
    return result;
  }

  /// A model, a view, a scalar type, or else the name of a row.
  auto bind_type() -> Result {
    auto result = Result{};
    if (!require_rows()) return result;
    const auto& type = written().type;
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

  auto bind_model(schema::ModelId id) -> Result {
    const auto& model = context_.schema.at(id);
    auto expected = std::vector<ResultColumn>{};
    for (const auto& column : model.columns) {
      expected.push_back({column.sql_name, column.type, column.nullable});
    }
    check_columns("`" + model.name + "`", expected);
    auto result = Result{};
    result.kind = Kind::model;
    result.model = id;
    result.cardinality = bind_cardinality();
    return result;
  }

  auto bind_view(schema::ViewId id) -> Result {
    const auto& view = context_.schema.at(id);
    auto expected = std::vector<ResultColumn>{};
    for (const auto& column : context_.program.views[static_cast<std::size_t>(id)].columns) {
      expected.push_back({column.sql_name, column.type, column.nullable});
    }
    check_columns("`" + view.name + "`", expected);
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
    check_names();
    result.cardinality = bind_cardinality();
    auto module = context_.schema.at(context_.module).name;
    auto [row, is_new] =
        context_.rows.emplace(std::pair{module, name}, NamedRow{columns(), span()});
    if (is_new) return result;
    auto difference =
        find_difference(context_.schema, {row->second.columns, columns()}, Nulls::same);
    if (difference) {
      context_.diagnostics
          .report(span(), diagnostics::NamedRowMismatch{name, std::move(*difference)})
          .label(row->second.span, "first used here");
    }
    return result;
  }

  auto bind_scalar(TypeRef type) -> Result {
    auto result = Result{};
    result.kind = Kind::scalar;
    auto mismatch = [&](std::string found) {
      report(diagnostics::ScalarMismatch{type_name(type), std::move(found)});
      return result;
    };
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

  void check_columns(const std::string& name, const std::vector<ResultColumn>& expected) {
    auto difference = find_difference(context_.schema, {expected, columns()}, Nulls::narrower);
    if (difference) report(diagnostics::ResultMismatch{name, std::move(*difference)});
  }

  void check_written_columns() {
    auto expected = std::vector<ResultColumn>{};
    for (auto i = std::size_t{0}; i < written().columns.size(); ++i) {
      const auto& column = written().columns[i];
      auto type =
          schema::resolve_type(context_.schema, context_.module, column.type, context_.diagnostics);
      if (!type) return;
      expected.push_back({column.name.text, *type, bool{written().column_nullable[i]}});
    }
    check_columns("the declared row", expected);
  }

  /// The members of a struct have different names.
  void check_names() {
    const auto* items = output_items(*query_.statement);
    for (auto i = std::size_t{0}; i < columns().size(); ++i) {
      auto same =
          std::find_if(columns().begin(),
                       columns().begin() + static_cast<std::ptrdiff_t>(i),
                       [&](const ResultColumn& other) { return other.name == columns()[i].name; });
      auto first = static_cast<std::size_t>(same - columns().begin());
      if (first == i) continue;
      auto where = items != nullptr ? (*items)[i].span : query_.statement->span;
      auto& diagnostic =
          context_.diagnostics.report(where, diagnostics::DuplicateResultColumn{columns()[i].name});
      if (items != nullptr) diagnostic.label((*items)[first].span, "the first is here");
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

auto bind_result(const QueryContext& context,
                 const syntax::NamedQuery& syntax,
                 const NamedQuery& query,
                 const std::string& why_not_fewer) -> Result {
  return ResultBinder{context, syntax, query, why_not_fewer}.bind();
}

auto find_difference(const schema::Schema& schema, const ColumnLists& columns, Nulls nulls)
    -> std::optional<std::string> {
  const auto& [expected, found] = columns;
  auto common = std::min(expected.size(), found.size());
  for (auto i = std::size_t{0}; i < common; ++i) {
    if (agrees(expected[i], found[i], nulls)) continue;
    return fmt::format("column {} is {}, not {}",
                       i + 1,
                       describe(schema, found[i]),
                       describe(schema, expected[i]));
  }
  if (expected.size() > common) return describe(schema, expected[common]) + " is missing";
  if (found.size() > common) return describe(schema, found[common]) + " is one too many";
  return std::nullopt;
}

}  // namespace ormc::query
