#include "query/nest_records.hpp"

#include <algorithm>
#include <utility>

#include "diagnostics/record_diagnostics.hpp"
#include "query/record_members.hpp"
#include "query/returned_columns.hpp"

namespace ormc::query {
namespace {

using Kind = ShapeField::Kind;

/// Whether an order means a column by its place.
auto orders_by(const Statement& statement, std::size_t column) -> bool {
  const auto* query = std::get_if<QueryPtr>(&statement.node);
  return query != nullptr && std::ranges::any_of((*query)->order_by, [&](const OrderItem& item) {
           return item.output == column;
         });
}

class Nester {
 public:
  Nester(const RecordContext& context, diagnostics::Diagnostics& diagnostics)
      : context_(context), diagnostics_(diagnostics), reader_(context) {}

  void nest(Statement& statement) {
    auto* query = std::get_if<QueryPtr>(&statement.node);
    auto& shape = query != nullptr ? (*query)->shape : statement.returned;
    if (!shape.empty()) return nest(shape);
    read_as_text(statement);
    const auto& columns = statement.columns;
    if (std::holds_alternative<RawSql>(statement.node) ||
        std::none_of(columns.begin(), columns.end(), [&](const auto& column) {
          return reader_.is_open(column.type.oid);
        })) {
      return;
    }
    const auto* items = written_items(statement);
    for (auto i = std::size_t{0}; i < columns.size(); ++i) {
      auto* expr = items != nullptr ? (*items)[i].expr
                                    : context_.unit.arena.make(Expr{.span = statement.span,
                                                                    .type = columns[i].type,
                                                                    .nullable = columns[i].nullable,
                                                                    .node = DomainValue{}});
      auto field = ShapeField{columns[i].name,
                              items != nullptr ? (*items)[i].span : statement.span,
                              Kind::column,
                              expr,
                              columns[i].nullable};
      if (reader_.is_open(expr->type.oid)) {
        nest(field, items != nullptr ? reader_.members(*expr) : reader_.members(**query, i));
      }
      shape.push_back(std::move(field));
    }
    const auto is_column = [](const ShapeField& field) { return field.kind == Kind::column; };
    if (std::ranges::all_of(shape, is_column)) shape.clear();  // all have structs of their own
  }

  void nest(std::vector<ShapeField>& fields) {
    for (auto& field : fields) {
      if (field.query != nullptr) {
        nest(field.query->shape);
      } else if (field.kind == Kind::one) {
        nest(field.fields);
      } else if (field.kind == Kind::column && reader_.is_open(field.expr->type.oid)) {
        nest(field, reader_.members(*field.expr));
      }
    }
  }

 private:
  /// Records of which nothing says what they hold, as functions return them, and those that hold
  /// one thing or another come as the server prints them.
  void read_as_text(Statement& statement) {
    auto* items = written_items(statement);
    if (items == nullptr || !only_returns_columns(statement)) return;
    for (auto i = std::size_t{0}; i < items->size(); ++i) {
      auto& item = (*items)[i];
      if (!reader_.is_open(item.expr->type.oid) || orders_by(statement, i)) continue;
      auto members = reader_.members(*item.expr);
      if (auto* unequal = std::get_if<UnequalMembers>(&members)) {
        diagnostics_.report(item.span,
                            diagnostics::RecordsReadAsText{
                                item.name, std::move(unequal->first), std::move(unequal->second)});
      } else if (!std::holds_alternative<UnknownMembers>(members)) {
        continue;
      }
      const auto text = TypeRef{catalog::oid::text, -1};
      item.expr = context_.unit.arena.make(Expr{.span = item.span,
                                                .type = text,
                                                .nullable = item.expr->nullable,
                                                .node = Cast{item.expr, text}});
      item.name_written = true;
      statement.columns[i].type = text;
      if (auto* query = std::get_if<QueryPtr>(&statement.node)) (*query)->columns[i].type = text;
    }
  }

  void nest(ShapeField& field, RecordReader::Found found) {
    auto problem = reader_.nest(field, std::move(found));
    if (std::holds_alternative<UnknownMembers>(problem)) {
      diagnostics_.report(field.span, diagnostics::UnknownRecord{field.name});
    }
    if (auto* unequal = std::get_if<UnequalMembers>(&problem)) {
      diagnostics_.report(field.span,
                          diagnostics::RecordsDisagree{
                              field.name, std::move(unequal->first), std::move(unequal->second)});
    }
  }

  const RecordContext& context_;
  diagnostics::Diagnostics& diagnostics_;
  RecordReader reader_;
};

}  // namespace

void nest_records(const RecordContext& context,
                  Statement& statement,
                  diagnostics::Diagnostics& diagnostics) {
  Nester{context, diagnostics}.nest(statement);
}

void nest_records(const RecordContext& context,
                  std::vector<ShapeField>& fields,
                  diagnostics::Diagnostics& diagnostics) {
  Nester{context, diagnostics}.nest(fields);
}

}  // namespace ormc::query
