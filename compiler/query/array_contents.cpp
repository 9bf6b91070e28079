#include "query/array_contents.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "query/record_members.hpp"
#include "query/returned_columns.hpp"
#include "source/fold.hpp"

namespace ormc::query {
namespace {

using Kind = ShapeField::Kind;

/// Functions whose arrays may hold NULL whatever they are given. `string_to_array` does with three
/// arguments: the third is the text that stands for NULL.
auto makes_null_elements(const catalog::Function& function, std::size_t arguments) -> bool {
  static constexpr auto builtin =
      std::to_array<std::string_view>({"regexp_match", "regexp_matches"});
  static constexpr auto of_extensions = std::to_array<std::string_view>(
      {"avals", "hstore_to_array", "hstore_to_matrix", "slice_array"});
  const auto is_among = [&](const auto& names) {
    return std::find(names.begin(), names.end(), function.name) != names.end();
  };
  if (function.schema != "pg_catalog") return is_among(of_extensions);
  return is_among(builtin) || (function.name == "string_to_array" && arguments == 3);
}

/// Functions that give for each element of an array one of an array of their own.
auto goes_over_elements(const catalog::Function& function) -> bool {
  return function.schema == "pg_catalog" && function.name.starts_with("percentile_");
}

/// Whether the text of an array has an element that is the word NULL, unquoted.
auto has_null(std::string_view text) -> bool {
  static constexpr auto word = std::string_view{"null"};
  static constexpr auto spaces = std::string_view{" \t\n\r\v\f"};
  const auto folded = source::fold(text);
  for (auto at = folded.find(word); at != std::string::npos; at = folded.find(word, at + 1)) {
    const auto before = at == 0 ? std::string::npos : folded.find_last_not_of(spaces, at - 1);
    const auto behind = folded.find_first_not_of(spaces, at + word.size());
    if (before == std::string::npos || behind == std::string::npos) continue;
    const auto begins = folded[before] == '{' || folded[before] == ',';
    if (begins && (folded[behind] == '}' || folded[behind] == ',')) return true;
  }
  return false;
}

auto is_null(const Expr& expr) -> bool {
  const auto* constant = std::get_if<Constant>(&expr.node);
  return constant != nullptr && constant->kind == syntax::Literal::Kind::null;
}

/// `{{1,2},{3,4}}`, `[1:1][1:2]={{1,2}}`.
auto has_inner_braces(std::string_view text) -> bool {
  auto braces = 0;
  for (const auto each : text) {
    if (each == '{' && ++braces == 2) return true;
    if (each == '}' || each == '"') return false;
  }
  return false;
}

enum class Question : std::uint8_t { null_elements, several_dimensions };

/// Follows an array to the places where it was made, to answer a question about it.
class ArrayReader {
 public:
  ArrayReader(const RecordContext& context, Question question)
      : context_(context), question_(question) {}

  auto is_array(TypeRef type) const -> bool {
    return type.oid != error_type && catalog().type(catalog().base_type(type.oid)).is_array();
  }

  /// Whether the arrays that an expression gives may hold what is asked for.
  auto holds(const Expr& expr) -> bool {
    if (!is_array(expr.type)) return false;
    return std::visit([&](const auto& node) { return of(node, expr); }, expr.node);
  }

  auto holds(const Query& query, std::size_t column) -> bool {
    if (const auto* select = std::get_if<Select>(&query.body)) {
      return column < select->items.size() && holds(*select->items[column].expr);
    }
    if (const auto* values = std::get_if<Values>(&query.body)) {
      return std::any_of(values->rows.begin(), values->rows.end(), [&](const auto& row) {
        return holds(*row[column]);
      });
    }
    // Chains lean left.
    const auto* at = &query;
    while (const auto* operation = std::get_if<SetOperation>(&at->body)) {
      if (holds(*operation->right, column)) return true;
      at = operation->left;
    }
    return holds(*at, column);
  }

 private:
  auto catalog() const -> const catalog::Catalog& { return context_.schema.catalog; }
  auto asks_for_nulls() const -> bool { return question_ == Question::null_elements; }

  // ---- expressions

  auto of(const Constant& constant, const Expr&) -> bool {
    if (constant.kind == syntax::Literal::Kind::null) return false;
    return asks_for_nulls() ? has_null(constant.text) : has_inner_braces(constant.text);
  }
  auto of(const ColumnRef& column, const Expr&) -> bool {
    return of_column(column.range, column.column);
  }
  /// An array of a text is whatever the text says.
  auto of(const Cast& cast, const Expr&) -> bool {
    const auto& operand = *cast.operand;
    if (std::holds_alternative<Constant>(operand.node)) {
      return of(std::get<Constant>(operand.node), operand);
    }
    if (is_array(operand.type)) return holds(operand);
    return asks_for_nulls() && !std::holds_alternative<Parameter>(operand.node);
  }
  auto of(const NonNull& node, const Expr&) -> bool { return holds(*node.operand); }
  auto of(const Collate& node, const Expr&) -> bool { return holds(*node.operand); }
  /// A slice; an element that is an array is of a type that was declared.
  auto of(const Subscript& node, const Expr&) -> bool { return holds(*node.operand); }
  auto of(const ScalarSubquery& node, const Expr&) -> bool { return holds(*node.query, 0); }
  auto of(const ArraySubquery& node, const Expr&) -> bool {
    const auto& column = node.query->columns.front();
    if (!asks_for_nulls()) return is_array(column.type);
    return is_array(column.type) ? holds(*node.query, 0) : column.nullable;
  }
  auto of(const ArrayConstructor& array, const Expr&) -> bool {
    return std::any_of(array.elements.begin(), array.elements.end(), [&](const Expr* element) {
      if (!asks_for_nulls()) return is_array(element->type);
      return is_array(element->type) ? holds(*element) : element->nullable;
    });
  }
  auto of(const Case& choice, const Expr&) -> bool {
    return std::any_of(choice.whens.begin(),
                       choice.whens.end(),
                       [&](const auto& when) { return holds(*when.result); }) ||
           (choice.otherwise != nullptr && holds(*choice.otherwise));
  }
  auto of(const SpecialCall& call, const Expr&) -> bool {
    return std::any_of(call.arguments.begin(), call.arguments.end(), [&](const Expr* argument) {
      return holds(*argument);
    });
  }
  auto of(const FieldSelection& selection, const Expr&) -> bool {
    if (selection.operand == nullptr) return false;
    if (const auto* whole = std::get_if<WholeRow>(&selection.operand->node)) {
      return of_column(whole->range, selection.field);
    }
    auto found = RecordReader{context_}.members(*selection.operand);
    const auto* record = std::get_if<RecordMembers>(&found);
    if (record == nullptr) return asks_for_nulls();
    return selection.field < record->fields.size() && holds(*record->fields[selection.field].expr);
  }
  auto of(const OperatorCall& call, const Expr& expr) -> bool {
    auto arguments = std::vector<const Expr*>{};
    for (const auto* operand : {call.left, call.right}) {
      if (operand != nullptr) arguments.push_back(operand);
    }
    return of_function(catalog().function(call.op->function), arguments, expr);
  }
  auto of(const Call& call, const Expr& expr) -> bool {
    auto arguments = std::vector<const Expr*>{};
    for (const auto& argument : call.arguments) arguments.push_back(argument.value);
    for (const auto& item : call.within_group) {
      if (item.expr != nullptr) arguments.push_back(item.expr);
    }
    return of_function(*call.function, arguments, expr);
  }
  auto of(const WholeRow&, const Expr&) -> bool { return false; }
  auto of(const SystemColumn&, const Expr&) -> bool { return false; }
  auto of(const DomainValue&, const Expr&) -> bool { return false; }
  auto of(const Parameter&, const Expr&) -> bool { return false; }
  auto of(const DefaultValue&, const Expr&) -> bool { return false; }
  auto of(const Error&, const Expr&) -> bool { return false; }
  auto of(const Row&, const Expr&) -> bool { return false; }
  auto of(const Logical&, const Expr&) -> bool { return false; }
  auto of(const OptionalTerm&, const Expr&) -> bool { return false; }
  auto of(const Not&, const Expr&) -> bool { return false; }
  auto of(const IsTest&, const Expr&) -> bool { return false; }
  auto of(const IsDistinctFrom&, const Expr&) -> bool { return false; }
  auto of(const IsNormalized&, const Expr&) -> bool { return false; }
  auto of(const Between&, const Expr&) -> bool { return false; }
  auto of(const InList&, const Expr&) -> bool { return false; }
  auto of(const InSubquery&, const Expr&) -> bool { return false; }
  auto of(const Like&, const Expr&) -> bool { return false; }
  auto of(const Quantified&, const Expr&) -> bool { return false; }
  auto of(const RowComparison&, const Expr&) -> bool { return false; }
  auto of(const AtTimeZone&, const Expr&) -> bool { return false; }
  auto of(const Exists&, const Expr&) -> bool { return false; }
  auto of(const KeywordValue&, const Expr&) -> bool { return false; }
  auto of(const XmlCall&, const Expr&) -> bool { return false; }

  // ---- functions

  /// What is polymorphic passes on what it is given: arrays, or what becomes their elements.
  auto of_function(const catalog::Function& function,
                   const std::vector<const Expr*>& arguments,
                   const Expr& expr) -> bool {
    const auto is_mapped = goes_over_elements(function);
    if (!is_mapped && !catalog().is_polymorphic(function.result)) {
      return asks_for_nulls() ? makes_null_elements(function, arguments.size())
                              : function.name == "hstore_to_matrix";
    }
    if (!asks_for_nulls()) return makes_dimensions(function, arguments);
    const auto is_builtin = function.schema == "pg_catalog";
    if (is_builtin && function.name == "array_remove" && is_null(*arguments.back())) return false;
    const auto element = catalog().element_of(catalog().base_type(expr.type.oid));
    return std::any_of(arguments.begin(), arguments.end(), [&](const Expr* argument) {
      if (is_array(argument->type)) return holds(*argument);
      return !is_mapped && argument->nullable &&
             catalog().base_type(argument->type.oid) == catalog().base_type(element);
    });
  }

  /// An array of arrays has a dimension more.
  auto makes_dimensions(const catalog::Function& function,
                        const std::vector<const Expr*>& arguments) -> bool {
    const auto is_builtin = function.schema == "pg_catalog";
    if (is_builtin && function.name == "array_fill") {
      const auto* sizes = std::get_if<ArrayConstructor>(&arguments[1]->node);
      return sizes != nullptr && sizes->elements.size() > 1;
    }
    return std::any_of(arguments.begin(), arguments.end(), [&](const Expr* argument) {
      return is_array(argument->type) &&
             ((is_builtin && function.name == "array_agg") || holds(*argument));
    });
  }

  // ---- ranges

  /// Each column is followed once, however often it is named.
  auto of_column(RangeId id, std::size_t column) -> bool {
    const auto [known, is_new] = columns_.try_emplace({id, column}, false);
    if (is_new) known->second = follow(id, column);
    return known->second;
  }

  auto follow(RangeId id, std::size_t column) -> bool {
    const auto& range = context_.unit.at(id);
    if (column >= range.columns.size() || !is_array(range.columns[column].type)) return false;
    if (const auto* subquery = std::get_if<SubquerySource>(&range.source)) {
      return holds(*subquery->query, column);
    }
    if (const auto* cte = std::get_if<CteSource>(&range.source)) return of_cte(cte->cte, column);
    if (const auto* view = std::get_if<ViewSource>(&range.source))
      return of_view(view->view, column);
    if (const auto* join = std::get_if<JoinSource>(&range.source)) {
      const auto& [left, right] = join->merged[column];
      return holds(*left) || (right != nullptr && holds(*right));
    }
    if (const auto* functions = std::get_if<FunctionSource>(&range.source)) {
      return of_functions(*functions);
    }
    // Read from texts.
    return asks_for_nulls() && std::holds_alternative<XmlTableSource>(range.source);
  }

  /// Columns that are defined here are made of documents and the like.
  auto of_functions(const FunctionSource& source) -> bool {
    const auto is_defined = [](const auto& definitions) { return !definitions.empty(); };
    return (asks_for_nulls() && std::ranges::any_of(source.definitions, is_defined)) ||
           std::any_of(source.calls.begin(), source.calls.end(), [&](const Expr* call) {
             return holds(*call);
           });
  }

  auto of_view(schema::ViewId id, std::size_t column) const -> bool {
    const auto& view = context_.program.at(id);
    if (view.query == nullptr || view.unit == nullptr) return false;
    return ArrayReader{{context_.schema, context_.program, *view.unit}, question_}.holds(
        *view.query, column);
  }

  /// What goes round in a recursive query was made where it begins, or is made in a step.
  auto of_cte(CteId id, std::size_t column) -> bool {
    const auto& cte = context_.unit.at(id);
    if (cte.statement == nullptr) return false;
    if (column >= cte.statement->columns.size()) return false;  // of search and cycle: records
    const auto [known, is_new] = ctes_.try_emplace({id, column}, false);
    if (!is_new) return known->second;
    const auto found = of_statement(*cte.statement, column);
    ctes_[{id, column}] = found;
    return found;
  }

  auto of_statement(const Statement& statement, std::size_t column) -> bool {
    if (const auto* query = std::get_if<QueryPtr>(&statement.node)) {
      return holds(**query, column);
    }
    const auto* items = returned_items(statement);
    return items != nullptr && column < items->size() && holds(*(*items)[column].expr);
  }

  RecordContext context_;
  Question question_;
  std::map<std::pair<CteId, std::size_t>, bool> ctes_;
  std::map<std::pair<RangeId, std::size_t>, bool> columns_;
};

/// Stands for the values of a column that has no expression of its own.
auto placeholder(const RecordContext& context,
                 const Statement& statement,
                 const ResultColumn& column) -> ExprPtr {
  return context.unit.arena.make(Expr{.span = statement.span,
                                      .type = column.type,
                                      .nullable = column.nullable,
                                      .node = DomainValue{}});
}

void mark(ArrayReader& reader, std::vector<ShapeField>& fields) {
  for (auto& field : fields) {
    if (field.kind == Kind::column) {
      field.nullable_elements = reader.holds(*field.expr);
    } else {
      mark(reader, field.query != nullptr ? field.query->shape : field.fields);
    }
  }
}

auto is_column(const ShapeField& field) -> bool { return field.kind == Kind::column; }

/// Asks about a column of a statement, whose columns may be expressions of several places.
auto holds(ArrayReader& reader, const Statement& statement, std::size_t column) -> bool {
  if (const auto* items = written_items(statement)) return reader.holds(*(*items)[column].expr);
  const auto* query = std::get_if<QueryPtr>(&statement.node);
  return query != nullptr && reader.is_array(statement.columns[column].type) &&
         reader.holds(**query, column);
}

}  // namespace

void find_null_elements(const RecordContext& context, Statement& statement) {
  auto reader = ArrayReader{context, Question::null_elements};
  auto* query = std::get_if<QueryPtr>(&statement.node);
  auto& shape = query != nullptr ? (*query)->shape : statement.returned;
  if (!shape.empty()) mark(reader, shape);
  const auto* items = written_items(statement);
  if (items != nullptr && !shape.empty()) return;
  auto columns = std::vector<ShapeField>{};
  for (auto i = std::size_t{0}; i < statement.columns.size(); ++i) {
    const auto& column = statement.columns[i];
    auto* expr = items != nullptr ? (*items)[i].expr : placeholder(context, statement, column);
    auto& field = columns.emplace_back(
        ShapeField{column.name, expr->span, Kind::column, expr, column.nullable});
    field.nullable_elements = holds(reader, statement, i);
  }
  const auto has_nulls = [](const ShapeField& field) { return field.nullable_elements; };
  if (shape.empty()) {
    if (std::ranges::any_of(columns, has_nulls)) shape = std::move(columns);
    return;
  }
  for (auto i = std::size_t{0}; i < shape.size(); ++i) {
    if (is_column(shape[i])) shape[i].nullable_elements = columns[i].nullable_elements;
  }
}

void find_null_elements(const RecordContext& context, std::vector<ShapeField>& fields) {
  auto reader = ArrayReader{context, Question::null_elements};
  mark(reader, fields);
}

auto array_contents(const RecordContext& context, const Statement& statement, std::size_t column)
    -> ArrayContents {
  const auto& shape = shape_of(statement);
  auto contents = ArrayContents{};
  contents.nullable_elements = column < shape.size() && std::ranges::all_of(shape, is_column) &&
                               shape[column].nullable_elements;
  auto reader = ArrayReader{context, Question::several_dimensions};
  contents.several_dimensions = holds(reader, statement, column);
  return contents;
}

auto array_contents(const RecordContext& context, const ShapeField& field) -> ArrayContents {
  auto reader = ArrayReader{context, Question::several_dimensions};
  return {field.nullable_elements, reader.holds(*field.expr)};
}

}  // namespace ormc::query
