#include "sql/print.hpp"

#include "catalog/catalog.hpp"
#include "catalog/type_name.hpp"
#include "sql/printer.hpp"
#include "sql/statements.hpp"

namespace ormc::sql {

namespace {

/// Wide enough that nothing breaks.
constexpr auto one_line = std::size_t{1} << 40;

}  // namespace

auto print(const tree::Statement& statement) -> std::string {
  auto layout = Layout{};
  Printer{layout}.statement(statement);
  return layout.finish();
}

auto print(const tree::Query& query) -> std::string {
  auto layout = Layout{};
  Printer{layout}.query(query);
  return layout.finish();
}

auto print(const tree::Expr& expr) -> std::string {
  auto layout = Layout{one_line};
  Printer{layout}.expr(expr);
  return layout.finish();
}

auto print_index_element(const tree::Expr& expr) -> std::string {
  auto layout = Layout{one_line};
  Printer{layout}.index_element(expr);
  return layout.finish();
}

auto print_operand(const tree::Expr& expr) -> std::string {
  auto layout = Layout{one_line};
  Printer{layout}.restricted(expr);
  return layout.finish();
}

auto print(const std::vector<tree::SelectItem>& items) -> std::string {
  auto layout = Layout{one_line};
  Printer{layout}.items(items);
  return layout.finish();
}

auto quote_identifier(std::string_view name) -> std::string {
  return catalog::quote_identifier(name);
}

auto quote_name(const tree::Name& name) -> std::string {
  auto text = std::string{};
  for (const auto& part : name) {
    if (!text.empty()) text += '.';
    text += quote_identifier(part);
  }
  return text;
}

auto quote_function_name(const tree::Name& name) -> std::string {
  const auto* keyword = catalog::Catalog::find_keyword(name.back());
  if (!keyword || keyword->category != catalog::KeywordCategory::type_or_function ||
      name.size() > 1) {
    return quote_name(name);
  }
  return name.back();
}

auto quote_string(std::string_view text) -> std::string {
  auto quoted = std::string{"'"};
  for (auto c : text) {
    if (c == '\'') quoted += c;
    quoted += c;
  }
  return quoted + '\'';
}

}  // namespace ormc::sql
