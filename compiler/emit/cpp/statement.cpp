#include "emit/cpp/statement.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "emit/cpp/layout.hpp"
#include "emit/cpp/literal.hpp"
#include "emit/cpp/template.hpp"

namespace ormc::emit::cpp {
namespace {

/// Short pieces of SQL read best as plain strings.
auto piece(std::string_view text) -> std::string {
  constexpr std::size_t short_piece = 60;
  auto is_plain = [](char c) { return c >= ' ' && c <= '~' && c != '"' && c != '\\' && c != '?'; };
  if (text.size() <= short_piece && std::ranges::all_of(text, is_plain))
    return string_literal(text);
  return sql_literal(text);
}

struct Member {
  std::string_view name;
  std::string value;
};

/// `{.a = x, .b = y},` on one line when it fits, else a line each.
auto initializer(const std::vector<Member>& members, std::size_t indentation) -> std::string {
  auto items = std::vector<std::string>{};
  for (const auto& member : members) {
    items.push_back(fmt::format(".{} = {}", member.name, member.value));
  }
  auto line = fmt::format("{{{}}},", fmt::join(items, ", "));
  if (line.find('\n') == std::string::npos && indentation + line.size() <= column_limit) {
    return line + '\n';
  }
  auto inner = std::string{};
  for (const auto& member : members) {
    inner += designated(member.name, member.value, indentation + 4);
  }
  return fill(R"(
{
    $members$
},
)",
              {{"members", inner}});
}

auto role_name(sql::Fragment::Role role) -> std::string_view {
  using Role = sql::Fragment::Role;
  switch (role) {
    case Role::text:
      return {};
    case Role::list:
      return "orm::fragment_role::list";
    case Role::item:
      return "orm::fragment_role::item";
    case Role::otherwise:
      return "orm::fragment_role::otherwise";
    case Role::end:
      return "orm::fragment_role::end";
  }
  return {};
}

/// The highest bit makes a number that no signed type holds.
auto mask_literal(std::uint64_t mask) -> std::string {
  return std::to_string(mask) + (mask >> 63U != 0 ? "u" : "");
}

/// A fragment as the runtime has it.
auto emit_fragment(const sql::Fragment& fragment, std::size_t indentation) -> std::string {
  auto members = std::vector<Member>{};
  if (fragment.mask != 0 || fragment.value != 0) {
    members.push_back({"mask", mask_literal(fragment.mask)});
    members.push_back({"value", mask_literal(fragment.value)});
  }
  if (!fragment.text.empty()) members.push_back({"text", piece(fragment.text)});
  if (fragment.parameter) members.push_back({"parameter", std::to_string(*fragment.parameter)});
  if (fragment.role != sql::Fragment::Role::text) {
    members.push_back({"role", std::string(role_name(fragment.role))});
  }
  if (fragment.role == sql::Fragment::Role::item && fragment.separator != ", ") {
    members.push_back({"separator", piece(fragment.separator)});
  }
  return members.empty() ? std::string{} : initializer(members, indentation);
}

}  // namespace

auto emit_statement(const StatementConstants& constants,
                    const sql::StatementText& text,
                    std::size_t indentation) -> std::string {
  auto fragments = std::string{};
  for (const auto& fragment : text.fragments) fragments += emit_fragment(fragment, indentation + 4);

  auto members = designated("name", string_literal(constants.name), indentation + 4);
  if (text.fragments.empty())
    members += designated("text", sql_literal(text.text), indentation + 4);
  auto add = [&](std::string_view member, std::string_view constant) {
    if (!constant.empty()) members += designated(member, constant, indentation + 4);
  };
  add("parameters", constants.parameters);
  add("columns", constants.columns);
  if (!text.fragments.empty()) add("fragments", "fragments");

  auto statement = fill(R"(
static constexpr orm::statement statement{
    $members$
};
)",
                        {{"members", members}});
  if (text.fragments.empty()) return statement;
  return fill(R"(
static constexpr orm::fragment fragments[]{
    $fragments$
};
)",
              {{"fragments", fragments}}) +
         statement;
}

auto with_bits_at(sql::StatementText text, const std::vector<std::uint32_t>& places)
    -> sql::StatementText {
  auto moved = [&](std::uint64_t bits) {
    auto out = std::uint64_t{0};
    for (std::size_t i = 0; i < places.size(); ++i) {
      if ((bits >> i & 1U) != 0) out |= std::uint64_t{1} << places[i];
    }
    return out;
  };
  for (auto& fragment : text.fragments) {
    fragment.mask = moved(fragment.mask);
    fragment.value = moved(fragment.value);
  }
  return text;
}

}  // namespace ormc::emit::cpp
