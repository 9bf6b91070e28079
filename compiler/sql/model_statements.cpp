#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "catalog/oids.hpp"
#include "catalog/resolve_operator.hpp"
#include "query/range_keys.hpp"
#include "schema/naming.hpp"
#include "sql/layout.hpp"
#include "sql/print.hpp"
#include "sql/statements.hpp"
#include "sql/text_form.hpp"
#include "sql/type_text.hpp"

namespace ormc::sql {

namespace {

using schema::ColumnIndex;
using Columns = std::vector<ColumnIndex>;

/// Presence is a mask of 64 bits; columns past it are as if they had no default.
constexpr auto most_optional = std::size_t{64};

/// Writes the statements of one model. Those without optional parts are trees; those with them are
/// fragments, laid out here in the same way.
class Writer {
 public:
  Writer(const schema::Schema& schema, const query::Program& program, schema::ModelId id)
      : schema_(schema),
        program_(program),
        model_(schema.at(id)),
        only_(query::has_children(schema, id)) {
    for (ColumnIndex i = 0; i < model_.columns.size(); ++i) all_.push_back(i);
  }

  auto write() -> ModelStatements {
    auto statements = ModelStatements{};
    for (auto index : all_) {
      if (is_insertable(index) && column(index).has_default() &&
          statements.insert_optional.size() < most_optional) {
        statements.insert_optional.push_back(index);
      }
    }
    optional_ = statements.insert_optional;
    if (returns_rows_of("insert")) statements.insert = insert();
    statements.insert_many = insert_many();
    if (model_.primary_key) statements.find.push_back(find(model_.primary_key->columns));
    for (const auto& key : model_.unique_keys) statements.find.push_back(find(key.columns));
    if (model_.primary_key) {
      if (returns_rows_of("update")) {
        statements.update = update();
        patch(statements);
      }
      statements.erase = erase();
    }
    statements.copy_columns = insertable();
    statements.copy_in = copy_in(statements.copy_columns);
    return statements;
  }

 private:
  /// Whether there is something to return, and no rule that takes the place of what is written
  /// without saying what it returns.
  auto returns_rows_of(std::string_view event) const -> bool {
    return !all_.empty() && std::ranges::none_of(model_.rules, [&](const schema::Rule& rule) {
      return rule.event == event && rule.instead &&
             (rule.where || schema::fold(rule.action).find("returning") == std::string::npos);
    });
  }

  auto column(ColumnIndex index) const -> const schema::Column& { return model_.columns[index]; }
  auto table() const -> tree::Name { return {model_.sql_schema, model_.sql_name}; }
  auto name(ColumnIndex index) const -> std::string {
    return quote_identifier(column(index).sql_name);
  }

  /// Whether an insert may give the column a value.
  auto is_insertable(ColumnIndex index) const -> bool {
    return !column(index).generated && column(index).identity != schema::Column::Identity::always;
  }
  auto insertable() const -> Columns {
    auto columns = all_;
    std::erase_if(columns, [this](auto index) { return !is_insertable(index); });
    return columns;
  }
  auto is_key(ColumnIndex index) const -> bool {
    const auto& key = model_.primary_key->columns;
    return std::find(key.begin(), key.end(), index) != key.end();
  }
  /// Whether an update may give the column a value.
  auto is_settable(ColumnIndex index) const -> bool {
    return is_insertable(index) && !is_key(index) && !column(index).version;
  }
  auto version() const -> std::optional<ColumnIndex> {
    auto found = std::find_if(
        all_.begin(), all_.end(), [this](auto index) { return column(index).version; });
    return found == all_.end() ? std::nullopt : std::optional{*found};
  }
  /// The expression that every update sets the column to, if there is one.
  auto on_update(ColumnIndex index) const -> std::string {
    const auto& expr = column(index).on_update;
    if (!expr) return {};
    return expression_text(schema_, program_.schema_exprs[static_cast<std::size_t>(*expr)]);
  }

  // -- trees

  auto column_node(ColumnIndex index) -> tree::ExprPtr {
    return tree::expr(arena_, tree::Column{{column(index).sql_name}});
  }
  auto all_items() -> std::vector<tree::SelectItem> {
    auto items = std::vector<tree::SelectItem>{};
    for (auto index : all_)
      items.push_back({is_text(index) ? text_node(index) : column_node(index), {}});
    return items;
  }
  /// Whether the column's type has no binary form: see `text_form.hpp`.
  auto is_text(ColumnIndex index) const -> bool {
    return travels_as_text(schema_.catalog, column(index).type.oid);
  }
  auto text_type(ColumnIndex index) const -> std::string {
    return type_text(schema_.catalog, wire_type(schema_.catalog, column(index).type));
  }
  auto text_node(ColumnIndex index) -> tree::ExprPtr {
    return tree::expr(arena_, tree::Cast{column_node(index), text_type(index)});
  }
  auto parameter_node(std::size_t number, ColumnIndex index) -> tree::ExprPtr {
    auto parameter = tree::expr(arena_, tree::Parameter{static_cast<std::uint32_t>(number)});
    if (!is_text(index)) return parameter;
    auto text = tree::expr(arena_, tree::Cast{parameter, text_type(index)});
    return tree::expr(arena_,
                      tree::Cast{text, type_text(schema_.catalog, {column(index).type.oid, -1})});
  }
  /// What stands behind a parameter for a column, in fragments.
  void add_cast(ColumnIndex index, std::uint64_t mask, std::vector<Fragment>& fragments) const {
    if (!is_text(index)) return;
    auto type = type_text(schema_.catalog, {column(index).type.oid, -1});
    fragments.push_back(
        {.mask = mask, .value = mask, .text = "::" + text_type(index) + "::" + type});
  }
  /// `a = $3 and b = $4`, the parameters counted on.
  auto matches(const Columns& columns, Columns& parameters) -> tree::ExprPtr {
    auto terms = std::vector<tree::ExprPtr>{};
    for (auto index : columns) {
      auto parameter = parameter_node(parameters.size(), index);
      terms.push_back(tree::expr(arena_, tree::Infix{{"=", {}}, column_node(index), parameter}));
      parameters.push_back(index);
    }
    if (terms.size() == 1) return terms.front();
    return tree::expr(arena_, tree::Logical{tree::Logical::Kind::all, std::move(terms)});
  }

  auto find(const Columns& key) -> ModelStatements::Find {
    auto statement = ModelStatement{.columns = all_};
    auto select = tree::Select{};
    select.items = all_items();
    select.from = {arena_.make(tree::TableRef{.node = tree::Table{table(), only_}})};
    select.where = matches(key, statement.parameters);
    statement.compared = key.size();
    auto query = tree::Query{};
    query.body = std::move(select);
    statement.text.text = print(query);
    return {key, std::move(statement)};
  }

  auto update() -> std::optional<ModelStatement> {
    auto statement = ModelStatement{.columns = all_};
    auto update = tree::Update{.table = table(), .only = only_};
    for (auto index : all_) {
      if (!is_settable(index)) continue;
      auto text = on_update(index);
      auto value = text.empty() ? parameter_node(statement.parameters.size(), index)
                                : tree::expr(arena_, tree::Verbatim{text});
      if (text.empty()) statement.parameters.push_back(index);
      update.assignments.push_back({{{column(index).sql_name, {}}}, value});
    }
    if (update.assignments.empty()) return std::nullopt;
    auto key = model_.primary_key->columns;
    if (auto index = version()) {
      auto one = tree::expr(arena_, tree::Verbatim{"1"});
      auto next = tree::expr(arena_, tree::Infix{{"+", {}}, column_node(*index), one});
      update.assignments.push_back({{{column(*index).sql_name, {}}}, next});
      key.push_back(*index);
    }
    update.where = matches(key, statement.parameters);
    statement.compared = key.size();
    update.returning = all_items();
    statement.text.text = print(tree::Statement{std::move(update)});
    return statement;
  }

  auto erase() -> ModelStatement {
    auto statement = ModelStatement{};
    auto erase = tree::Delete{.table = table(), .only = only_};
    erase.where = matches(model_.primary_key->columns, statement.parameters);
    statement.compared = model_.primary_key->columns.size();
    statement.text.text = print(tree::Statement{std::move(erase)});
    return statement;
  }

  // -- fragments

  /// Words with names behind them, wrapped; of columns that are read, what has no binary form as
  /// text.
  enum class Names : std::uint8_t { plain, read };
  auto wrapped(std::string_view before,
               const Columns& columns,
               std::string_view behind,
               Names names = Names::plain) const -> std::string {
    auto layout = Layout{};
    layout.open(Layout::Mode::fill);
    layout.indent();
    layout.text(before);
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (i > 0) {
        layout.text(",");
        layout.space();
      }
      layout.text(name(columns[i]));
      if (names == Names::read && is_text(columns[i])) layout.text("::" + text_type(columns[i]));
    }
    layout.dedent();
    layout.close();
    layout.text(behind);
    return layout.finish();
  }
  auto returning() const -> std::string { return wrapped("\nreturning ", all_, "", Names::read); }

  /// The bit of an optional column among `optional`, 0 for a required one.
  static auto bit(ColumnIndex index, const Columns& optional) -> std::uint64_t {
    auto found = std::find(optional.begin(), optional.end(), index);
    return found == optional.end() ? 0 : std::uint64_t{1} << (found - optional.begin());
  }

  /// Each optional column is there or not.
  static auto switches(const Columns& optional) -> std::vector<StatementText::Switch> {
    auto result = std::vector<StatementText::Switch>{};
    for (std::size_t i = 0; i < optional.size(); ++i) {
      result.push_back({{0, std::uint64_t{1} << i}, 1});
    }
    return result;
  }

  auto insert() const -> ModelStatement {
    auto statement = ModelStatement{.parameters = insertable(), .columns = all_};
    auto& fragments = statement.text.fragments;
    const auto& columns = statement.parameters;
    auto table = quote_name(this->table());
    if (columns.empty()) {
      statement.text.text = fmt::format("insert into {}\ndefault values{}", table, returning());
      return statement;
    }
    fragments.push_back(
        {.text = wrapped(fmt::format("insert into {} (", table), columns, ")\nvalues (")});
    fragments.push_back({.role = Fragment::Role::list});
    for (std::uint32_t i = 0; i < columns.size(); ++i) {
      auto mask = bit(columns[i], optional_);
      fragments.push_back(
          {.mask = mask, .value = mask, .parameter = i, .role = Fragment::Role::item});
      add_cast(columns[i], mask, fragments);
      if (mask == 0) continue;
      fragments.push_back(
          {.mask = mask, .value = 0, .text = "default", .role = Fragment::Role::item});
    }
    fragments.push_back({.text = ")" + returning(), .role = Fragment::Role::end});
    statement.text.switches = switches(optional_);
    return statement;
  }

  /// The columns that are given, each as an array. What `unnest` would take apart cannot be sent
  /// so.
  auto insert_many() const -> std::optional<ModelStatement> {
    auto columns = insertable();
    auto required = false;
    for (auto index : columns) {
      auto base = schema_.catalog.base_type(column(index).type.oid);
      const auto& type = schema_.catalog.type(base);
      auto scalar = !type.is_array() && !is_text(index) &&
                    type.kind != catalog::TypeKind::composite &&
                    schema_.catalog.array_of(column(index).type.oid) != catalog::no_oid;
      if (!scalar) return std::nullopt;
      required = required || bit(index, optional_) == 0;
    }
    if (!required) return std::nullopt;  // rows without any value have no such form
    auto statement = ModelStatement{.parameters = columns, .columns = {}};
    auto& fragments = statement.text.fragments;
    auto words = [&](std::string text, Fragment::Role role) {
      fragments.push_back({.text = std::move(text), .role = role});
    };
    words(fmt::format("insert into {} (", quote_name(table())), Fragment::Role::text);
    words({}, Fragment::Role::list);
    for (auto index : columns) {
      auto mask = bit(index, optional_);
      fragments.push_back(
          {.mask = mask, .value = mask, .text = name(index), .role = Fragment::Role::item});
    }
    words(")\nselect * from unnest(", Fragment::Role::end);
    words({}, Fragment::Role::list);
    for (std::uint32_t i = 0; i < columns.size(); ++i) {
      auto mask = bit(columns[i], optional_);
      fragments.push_back(
          {.mask = mask, .value = mask, .parameter = i, .role = Fragment::Role::item});
      fragments.push_back({.mask = mask, .value = mask, .text = "::" + array_type(columns[i])});
    }
    words(")", Fragment::Role::end);
    statement.text.switches = switches(optional_);
    return statement;
  }

  /// Without a modifier: a cast to `varchar(10)[]` would cut values where an insert refuses them.
  auto array_type(ColumnIndex index) const -> std::string {
    auto array = schema_.catalog.array_of(column(index).type.oid);
    return type_text(schema_.catalog, {array, -1});
  }

  void patch(ModelStatements& statements) const {
    auto& optional = statements.patch_optional;
    for (auto index : all_) {
      if (is_settable(index) && optional.size() < most_optional) optional.push_back(index);
    }
    if (optional.empty()) return;
    auto statement = ModelStatement{.parameters = optional, .columns = all_};
    auto& fragments = statement.text.fragments;
    auto words = [&](std::string text, Fragment::Role role) {
      fragments.push_back({.text = std::move(text), .role = role});
    };
    words(fmt::format("update {}{}", only_ ? "only " : "", quote_name(table())),
          Fragment::Role::text);
    words("\nset ", Fragment::Role::list);
    auto always_sets = false;
    for (std::uint32_t i = 0; i < optional.size(); ++i) {
      auto mask = bit(optional[i], optional);
      fragments.push_back({.mask = mask,
                           .value = mask,
                           .text = name(optional[i]) + " = ",
                           .parameter = i,
                           .role = Fragment::Role::item});
      add_cast(optional[i], mask, fragments);
      auto text = on_update(optional[i]);
      if (text.empty()) continue;
      always_sets = true;
      fragments.push_back({.mask = mask,
                           .value = 0,
                           .text = fmt::format("{} = {}", name(optional[i]), text),
                           .role = Fragment::Role::item});
    }
    auto key = model_.primary_key->columns;
    if (auto index = version()) {
      always_sets = true;
      words(fmt::format("{0} = {0} + 1", name(*index)), Fragment::Role::item);
      key.push_back(*index);
    }
    // A patch of nothing is still an update, of a column to itself.
    if (!always_sets) {
      words(fmt::format("{0} = {0}", name(optional.front())), Fragment::Role::otherwise);
    }
    for (std::size_t i = 0; i < key.size(); ++i) {
      fragments.push_back(
          {.text = fmt::format("{}{} = ", i == 0 ? "\nwhere " : " and ", name(key[i])),
           .parameter = static_cast<std::uint32_t>(statement.parameters.size()),
           .role = i == 0 ? Fragment::Role::end : Fragment::Role::text});
      add_cast(key[i], 0, fragments);
      statement.parameters.push_back(key[i]);
    }
    statement.compared = key.size();
    words(returning(), Fragment::Role::text);
    statement.text.switches = switches(optional);
    statements.patch = std::move(statement);
  }

  auto copy_in(const Columns& columns) const -> std::string {
    // A type without a binary form cannot be copied in binary.
    auto is_binary = [this](auto index) { return !is_text(index); };
    if (columns.empty() || !std::all_of(columns.begin(), columns.end(), is_binary)) return {};
    return wrapped(
        fmt::format("copy {} (", quote_name(table())), columns, ") from stdin (format binary)");
  }

  const schema::Schema& schema_;
  const query::Program& program_;
  const schema::Model& model_;
  bool only_;  // keys hold for a table alone, not for those that inherit from it
  source::Arena arena_;
  Columns all_;
  Columns optional_;
};

}  // namespace

auto parameter_types(const schema::Schema& schema,
                     const schema::Model& model,
                     const ModelStatement& statement) -> std::vector<catalog::Oid> {
  auto types = std::vector<catalog::Oid>{};
  auto assigned = statement.parameters.size() - statement.compared;
  for (auto index : statement.parameters) {
    auto type = model.columns[index].type.oid;
    if (types.size() >= assigned) {
      auto found = catalog::resolve_binary_operator(
          schema.catalog, {.schema = {}, .name = "="}, type, catalog::oid::unknown);
      if (const auto* resolved = std::get_if<catalog::ResolvedOperator>(&found)) {
        type = resolved->right;
      }
    }
    types.push_back(wire_type(schema.catalog, {type}).oid);
  }
  return types;
}

auto model_statements(const schema::Schema& schema,
                      const query::Program& program,
                      schema::ModelId model) -> ModelStatements {
  return Writer{schema, program, model}.write();
}

}  // namespace ormc::sql
