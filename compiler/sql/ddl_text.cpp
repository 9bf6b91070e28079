#include "sql/ddl_text.hpp"

#include <fmt/format.h>

#include "sql/ddl.hpp"
#include "sql/lower.hpp"
#include "sql/print.hpp"
#include "sql/statements.hpp"

namespace ormc::sql {

auto table_text(const schema::Model& model) -> std::string {
  return quote_name({model.sql_schema, model.sql_name});
}

auto column_list(const schema::Model& model, const std::vector<schema::ColumnIndex>& columns)
    -> std::string {
  auto names = std::vector<std::string>{};
  for (auto column : columns) names.push_back(quote_identifier(model.columns[column].sql_name));
  return fmt::format("{}", fmt::join(names, ", "));
}

auto keys_of(const schema::Model& model) -> std::vector<const schema::Key*> {
  auto keys = std::vector<const schema::Key*>{};
  if (model.primary_key) keys.push_back(&*model.primary_key);
  for (const auto& key : model.unique_keys) keys.push_back(&key);
  for (const auto& key : model.only_keys) keys.push_back(&key);
  return keys;
}

auto block(const std::vector<std::string>& lines) -> std::string {
  if (lines.empty()) return "()";
  return fmt::format("(\n  {}\n)", fmt::join(lines, ",\n  "));
}

namespace {

auto option_name(const std::string& name) -> std::string {
  const auto dot = name.find('.');
  if (dot == std::string::npos) return quote_identifier(name);
  return quote_identifier(name.substr(0, dot)) + "." + quote_identifier(name.substr(dot + 1));
}

auto joined(const schema::Options& options, std::string_view between) -> std::string {
  auto words = std::vector<std::string>{};
  for (const auto& [name, value] : options) {
    words.push_back(fmt::format("{}{}{}", option_name(name), between, quote_string(value)));
  }
  return fmt::format("{}", fmt::join(words, ", "));
}

}  // namespace

auto quoted_options(const schema::Options& options) -> std::string {
  return joined(options, " = ");
}

auto foreign_options(const schema::Options& options) -> std::string { return joined(options, " "); }

auto sequence_options(const schema::SequenceOptions& options) -> std::string {
  auto words = std::vector<std::string>{};
  if (options.start) words.push_back(fmt::format("start with {}", *options.start));
  if (options.increment) words.push_back(fmt::format("increment by {}", *options.increment));
  if (options.minimum) words.push_back(fmt::format("minvalue {}", *options.minimum));
  if (options.maximum) words.push_back(fmt::format("maxvalue {}", *options.maximum));
  if (options.cache) words.push_back(fmt::format("cache {}", *options.cache));
  if (options.cycle) words.push_back("cycle");
  return fmt::format("{}", fmt::join(words, " "));
}

namespace {

template <class Print>
auto printed(const DdlContext& context, schema::ExprId id, Print print) -> std::string {
  const auto& bound = context.program.schema_exprs[static_cast<std::size_t>(id)];
  if (!bound.expr) return "null";  // reported when it was bound; nothing is written then
  auto arena = source::Arena{};
  auto lowering = Lowering{context.schema, *bound.unit, arena};
  if (context.constants == Constants::with_types) lowering.say_types();
  return print(*lowering.schema_expr(*bound.expr));
}

}  // namespace

auto expr_text(const DdlContext& context, schema::ExprId expr) -> std::string {
  return printed(context, expr, [](const tree::Expr& tree) { return print(tree); });
}

auto operand_text(const DdlContext& context, schema::ExprId expr) -> std::string {
  return printed(context, expr, print_operand);
}

auto element_text(const DdlContext& context, schema::ExprId expr) -> std::string {
  const auto text = printed(context, expr, print_index_element);
  // A name alone would be a column's.
  const auto* bound = context.program.schema_exprs[static_cast<std::size_t>(expr)].expr;
  const auto is_row = bound != nullptr && std::holds_alternative<query::WholeRow>(bound->node);
  return is_row ? fmt::format("({})", text) : text;
}

auto alter_column_storage(std::string_view relation,
                          std::string_view column,
                          const schema::ColumnStorage& kept) -> std::string {
  auto text = std::string{};
  const auto set = [&](const std::string& words) {
    text += fmt::format("alter {} alter column {} set {};\n", relation, column, words);
  };
  if (!kept.storage.empty()) set("storage " + kept.storage);
  if (!kept.compression.empty()) set("compression " + kept.compression);
  if (kept.statistics_target) set(fmt::format("statistics {}", *kept.statistics_target));
  if (!kept.options.empty()) set("(" + quoted_options(kept.options) + ")");
  return text;
}

}  // namespace ormc::sql
