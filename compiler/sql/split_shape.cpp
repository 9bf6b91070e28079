#include "sql/split_shape.hpp"

#include <algorithm>
#include <cstdint>
#include <set>
#include <utility>

#include "query/expr_traits.hpp"
#include "query/repeatable.hpp"
#include "query/walk_query.hpp"
#include "sql/lower.hpp"
#include "sql/print.hpp"
#include "sql/text_form.hpp"

namespace ormc::sql {
namespace {

namespace oid = catalog::oid;

/// Keys that are equal when their bytes are.
auto is_plain_key(catalog::Oid type) -> bool {
  return type == oid::int2 || type == oid::int4 || type == oid::int8 || type == oid::uuid;
}

auto range_of(const ir::Expr& expr) -> std::optional<ir::RangeId> {
  if (const auto* column = std::get_if<ir::ColumnRef>(&expr.node)) return column->range;
  if (const auto* row = std::get_if<ir::WholeRow>(&expr.node)) return row->range;
  if (const auto* system = std::get_if<ir::SystemColumn>(&expr.node)) return system->range;
  return std::nullopt;
}

/// The rows that a statement gives, as its parts see them.
struct Rows {
  const std::vector<ir::FromPtr>& from;
  ir::ExprPtr where;
  const std::vector<ir::OrderItem>& order_by;
  const std::vector<ir::ShapeField>& fields;
};

/// Splits one query.
class Splitter {
 public:
  Splitter(const schema::Schema& schema, const query::Program& program, const ir::NamedQuery& query)
      : schema_(schema), program_(program), query_(query), unit_(*query.unit) {}

  auto split() -> std::optional<SplitQuery> {
    // Of several statements each is one already.
    if (!query_.steps.empty()) return std::nullopt;
    const auto* query = std::get_if<ir::QueryPtr>(&query_.statement->node);
    // What comes and goes with its parameters is put together in one text alone.
    if (query == nullptr || (*query)->shape.empty() || !unit_.parts.empty() ||
        !reads_rows(**query)) {
      return std::nullopt;
    }
    const auto& select = std::get<ir::Select>((*query)->body);
    const auto rows = Rows{select.from, select.where, (*query)->order_by, (*query)->shape};
    const auto key = key_of_parts(rows);
    if (!key) return std::nullopt;
    auto split = SplitQuery{};
    auto* main = arena_.make(ir::Query{});
    auto body = ir::Select{};
    body.from = select.from;
    body.where = select.where;
    for (auto index : kept_columns(select, rows, *key)) body.items.push_back(select.items[index]);
    body.items.push_back({key_name(*key), key_name(*key), false, column(*key), {}});
    main->order_by = moved_positions(**query, kept_columns(select, rows, *key));
    main->body = std::move(body);
    split.columns = columns_of(std::get<ir::Select>(main->body));
    split.text = text_of(*main, Paths::all);
    split.parts = parts(rows, *key, select.where);
    return split;
  }

 private:
  struct Key {
    ir::RangeId range;
    ir::ColumnIndex column;
    auto operator<=>(const Key&) const = default;
  };

  // ---- what can be split

  /// Many rows, each of which comes from a row of the tables: no groups, no limits, nothing that
  /// has another value when it is looked at again.
  auto reads_rows(const ir::Query& query) const -> bool {
    const auto* select = std::get_if<ir::Select>(&query.body);
    if (select == nullptr || query_.result.cardinality != ir::Result::Cardinality::many ||
        query_.cardinality != ir::Cardinality::many) {
      return false;
    }
    const auto plain = !query.with && !query.limit && !query.offset && query.locking.empty() &&
                       !select->distinct && select->distinct_on.empty() && !select->aggregates &&
                       select->group_by.empty() && !select->having && select->windows.empty();
    return plain && is_repeatable(*select) && uses_all_parameters(*select);
  }

  auto is_repeatable(const ir::Select& select) const -> bool {
    const auto plain =
        std::none_of(select.items.begin(), select.items.end(), [&](const auto& item) {
          return query::returns_set(*item.expr) ||
                 travels_as_text(schema_.catalog, item.expr->type.oid);
        });
    auto probe = probe_of(select);
    return plain && query::finds_same_rows(schema_, program_, unit_, probe);
  }

  /// Each statement is told the same parameters: its text must have them all.
  auto uses_all_parameters(const ir::Select& select) const -> bool {
    auto used = std::set<ir::ParameterIndex>{};
    auto probe = probe_of(select);
    query::walk_deep(unit_, probe, [&](const ir::Expr& expr) {
      if (const auto* parameter = std::get_if<ir::Parameter>(&expr.node)) {
        used.insert(parameter->index);
      }
    });
    return used.size() == query_.parameters.size();
  }

  /// What the parts repeat of a select.
  static auto probe_of(const ir::Select& select) -> ir::Query {
    auto repeated = ir::Select{};
    repeated.from = select.from;
    repeated.where = select.where;
    auto query = ir::Query{};
    query.body = std::move(repeated);
    return query;
  }

  /// The key of the one table of `rows` that to-many members name; the most of them, when they name
  /// several. Nothing when none can be split.
  auto key_of_parts(const Rows& rows) const -> std::optional<Key> {
    if (rows.from.size() != 1) return std::nullopt;
    const auto* only = std::get_if<ir::FromRange>(&rows.from.front()->node);
    if (only == nullptr) return std::nullopt;
    for (const auto& field : rows.fields) {
      if (auto key = key_of(field, only->range)) return key;
    }
    return std::nullopt;
  }

  /// The key by which a member's rows name a row of `parent`, if they can be split off.
  auto key_of(const ir::ShapeField& field, ir::RangeId parent) const -> std::optional<Key> {
    if (field.kind != ir::ShapeField::Kind::many || !field.link) return std::nullopt;
    const auto& link = *field.link;
    if (field.query->limit || field.query->offset || link.parent != parent ||
        link.parent_columns.size() != 1 || looks_outside(field) || !is_repeatable(field)) {
      return std::nullopt;
    }
    const auto* table = std::get_if<ir::TableSource>(&unit_.at(parent).source);
    if (table == nullptr) return std::nullopt;
    const auto column = link.parent_columns.front();
    const auto type = unit_.at(parent).columns[column].type.oid;
    const auto other = unit_.at(link.child).columns[link.child_columns.front()].type.oid;
    if (type != other || !is_plain_key(type) || !is_key(schema_.at(table->model), column)) {
      return std::nullopt;
    }
    return Key{parent, column};
  }

  static auto is_key(const schema::Model& model, schema::ColumnIndex column) -> bool {
    const auto only = std::vector<schema::ColumnIndex>{column};
    if (model.columns[column].nullable) return false;
    if (model.primary_key && model.primary_key->columns == only) return true;
    return std::any_of(model.unique_keys.begin(), model.unique_keys.end(), [&](const auto& key) {
      return key.columns == only;
    });
  }

  /// Whether the rows of a member depend on the row that they belong to by more than the link.
  auto looks_outside(const ir::ShapeField& field) const -> bool {
    auto inside = std::set<ir::RangeId>{};
    add_ranges(*field.query, inside);
    auto outside = false;
    auto probe = *field.query;
    std::get<ir::Select>(probe.body).where = field.link->where;
    query::walk_deep(unit_, probe, [&](const ir::Expr& expr) {
      const auto range = range_of(expr);
      outside = outside || (range && !belongs(*range, inside)) || query::returns_set(expr);
    });
    return outside;
  }

  /// The rows of a member are looked for again, by those of the members inside of it.
  auto is_repeatable(const ir::ShapeField& field) const -> bool {
    auto probe = probe_of(std::get<ir::Select>(field.query->body));
    return query::finds_same_rows(schema_, program_, unit_, probe);
  }

  /// The ranges of a query and of all queries in it.
  void add_ranges(ir::Query& query, std::set<ir::RangeId>& ranges) const {
    auto add = [&](const ir::Query& each) {
      const auto* select = std::get_if<ir::Select>(&each.body);
      if (select == nullptr) return;
      for (const auto* item : select->from) {
        query::for_each_range(*item, [&](ir::RangeId range) { ranges.insert(range); });
      }
    };
    add(query);
    query::walk_deep(unit_, query, [&](const ir::Expr& expr) {
      if (const auto* exists = std::get_if<ir::Exists>(&expr.node)) add(*exists->query);
      if (const auto* scalar = std::get_if<ir::ScalarSubquery>(&expr.node)) add(*scalar->query);
      if (const auto* array = std::get_if<ir::ArraySubquery>(&expr.node)) add(*array->query);
      if (const auto* in = std::get_if<ir::InSubquery>(&expr.node)) add(*in->query);
      if (const auto* any = std::get_if<ir::Quantified>(&expr.node); any && any->query) {
        add(*any->query);
      }
    });
  }

  /// Joined by paths, a range belongs to where its path begins.
  auto belongs(ir::RangeId range, const std::set<ir::RangeId>& ranges) const -> bool {
    while (!ranges.contains(range)) {
      const auto* step = std::get_if<ir::PathSource>(&unit_.at(range).source);
      if (step == nullptr) return false;
      range = step->parent;
    }
    return true;
  }

  // ---- the statements

  auto is_part(const ir::ShapeField& field, const Key& key) const -> bool {
    return key_of(field, key.range) == key;
  }

  auto parts(const Rows& rows, const Key& key, ir::ExprPtr where) -> std::vector<ShapePart> {
    auto found = std::vector<ShapePart>{};
    for (std::size_t i = 0; i < rows.fields.size(); ++i) {
      if (is_part(rows.fields[i], key)) {
        found.push_back(part(rows.fields[i], i, keys_query(rows.from, where, key)));
      }
    }
    return found;
  }

  /// `select child.parent_id, ... from child where child.parent_id in (keys)`.
  auto part(const ir::ShapeField& field, std::size_t member, ir::QueryPtr keys) -> ShapePart {
    const auto& inner = std::get<ir::Select>(field.query->body);
    const auto& link = *field.link;
    const auto link_key = Key{link.child, link.child_columns.front()};
    const auto rows = Rows{inner.from, nullptr, field.query->order_by, field.query->shape};
    const auto key = key_of_parts(rows);
    auto where = with_keys(link_key, keys, link.where);
    auto body = ir::Select{};
    body.from = inner.from;
    body.where = where;
    body.items.push_back({key_name(link_key), key_name(link_key), false, column(link_key), {}});
    add_columns(field.query->shape, key, body.items);
    if (key) body.items.push_back({key_name(*key), key_name(*key), false, column(*key), {}});
    auto* query = arena_.make(ir::Query{});
    query->order_by = field.query->order_by;
    query->body = std::move(body);
    auto made = ShapePart{&field, member, {}, {}, {}};
    made.columns = columns_of(std::get<ir::Select>(query->body));
    made.text = text_of(*query, Paths::used);
    if (key) made.parts = parts(rows, *key, where);
    return made;
  }

  auto with_keys(const Key& key, ir::QueryPtr keys, ir::ExprPtr rest) -> ir::ExprPtr {
    auto* in = arena_.make(ir::Expr{
        .span = {}, .type = {oid::bool_, -1}, .node = ir::InSubquery{column(key), keys, false}});
    if (rest == nullptr) return in;
    auto terms = std::vector<ir::ExprPtr>{in};
    const auto* logical = std::get_if<ir::Logical>(&rest->node);
    if (logical != nullptr && logical->kind == syntax::Logical::Kind::all) {
      terms.insert(terms.end(), logical->terms.begin(), logical->terms.end());
    } else {
      terms.push_back(rest);
    }
    return arena_.make(ir::Expr{.span = {},
                                .type = {oid::bool_, -1},
                                .node = ir::Logical{syntax::Logical::Kind::all, std::move(terms)}});
  }

  auto keys_query(const std::vector<ir::FromPtr>& from, ir::ExprPtr where, const Key& key)
      -> ir::QueryPtr {
    auto body = ir::Select{};
    body.items.push_back({key_name(key), key_name(key), false, column(key), {}});
    body.from = from;
    body.where = where;
    auto* query = arena_.make(ir::Query{});
    query->body = std::move(body);
    return query;
  }

  /// The columns of a struct, without the parts that are split off.
  void add_columns(const std::vector<ir::ShapeField>& fields,
                   const std::optional<Key>& key,
                   std::vector<ir::OutputColumn>& items) const {
    for (const auto& field : fields) {
      if (key && is_part(field, *key)) continue;
      for (auto* expr : {field.marker, field.expr}) {
        if (expr != nullptr) items.push_back({field.name, field.name, true, expr, field.span});
      }
      add_columns(query::flattened_fields(field), std::nullopt, items);
    }
  }

  /// The items of a select that are no parts, by their places.
  auto kept_columns(const ir::Select& select, const Rows& rows, const Key& key) const
      -> std::vector<std::size_t> {
    auto split = std::set<ir::ExprPtr>{};
    for (const auto& field : rows.fields) {
      if (is_part(field, key)) split.insert(field.expr);
    }
    auto kept = std::vector<std::size_t>{};
    for (std::size_t i = 0; i < select.items.size(); ++i) {
      if (!split.contains(select.items[i].expr)) kept.push_back(i);
    }
    return kept;
  }

  /// `order by 3` follows its column.
  static auto moved_positions(const ir::Query& query, const std::vector<std::size_t>& kept)
      -> std::vector<ir::OrderItem> {
    auto items = query.order_by;
    for (auto& item : items) {
      if (!item.output) continue;
      auto at = std::find(kept.begin(), kept.end(), std::size_t{*item.output});
      if (at == kept.end()) continue;
      item.output = static_cast<std::uint32_t>(at - kept.begin());
    }
    return items;
  }

  auto column(const Key& key) -> ir::ExprPtr {
    return arena_.make(ir::Expr{.span = {},
                                .type = unit_.at(key.range).columns[key.column].type,
                                .nullable = false,
                                .node = ir::ColumnRef{key.range, key.column}});
  }

  auto key_name(const Key& key) const -> std::string {
    return unit_.at(key.range).columns[key.column].sql_name;
  }

  static auto columns_of(const ir::Select& select) -> std::vector<ir::ResultColumn> {
    auto columns = std::vector<ir::ResultColumn>{};
    for (const auto& item : select.items) {
      columns.push_back({item.name, item.sql_name, item.expr->type, item.expr->nullable});
    }
    return columns;
  }

  /// What a query joins by paths: what the whole query does, or what it uses itself.
  enum class Paths : std::uint8_t { all, used };

  auto text_of(ir::Query& query, Paths paths) const -> std::string {
    auto arena = source::Arena{};
    auto lowering = Lowering{schema_, unit_, arena, query_.parameters};
    if (paths == Paths::used) {
      auto used = std::set<ir::RangeId>{};
      query::walk_deep(unit_, query, [&](const ir::Expr& expr) {
        if (auto range = range_of(expr)) used.insert(*range);
      });
      lowering.keep_paths(used);
    }
    return print(lowering.statement(ir::Statement{{}, &query, {}, {}}));
  }

  const schema::Schema& schema_;
  const query::Program& program_;
  const ir::NamedQuery& query_;
  const ir::Unit& unit_;
  source::Arena arena_;
};

}  // namespace

auto split_query(const schema::Schema& schema,
                 const query::Program& program,
                 const query::NamedQuery& query) -> std::optional<SplitQuery> {
  return Splitter{schema, program, query}.split();
}

}  // namespace ormc::sql
