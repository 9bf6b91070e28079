#include "syntax/sql_value_function.hpp"

#include <algorithm>
#include <array>

namespace ormc::syntax {

namespace {

constexpr auto words = std::array<std::string_view, 11>{"current_catalog",
                                                        "current_date",
                                                        "current_role",
                                                        "current_schema",
                                                        "current_time",
                                                        "current_timestamp",
                                                        "current_user",
                                                        "localtime",
                                                        "localtimestamp",
                                                        "session_user",
                                                        "user"};

}  // namespace

auto is_sql_value_function(std::string_view word) -> bool {
  return std::ranges::find(words, word) != words.end();
}

auto likely_sql_value_functions() -> std::span<const std::string_view> {
  static_assert(words.back() == "user");
  return std::span{words}.first(words.size() - 1);
}

auto name_of(const Expr& expr) -> std::optional<QualifiedName> {
  if (const auto* name = std::get_if<NameRef>(&expr.node)) return name->name;
  const auto* word = std::get_if<KeywordValue>(&expr.node);
  if (word == nullptr || word->precision != nullptr) return std::nullopt;
  return QualifiedName{{Name{word->keyword, false, expr.span}}, expr.span};
}

}  // namespace ormc::syntax
