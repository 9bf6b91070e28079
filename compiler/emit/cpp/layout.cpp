#include "emit/cpp/layout.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ormc::emit::cpp {
namespace {

auto fits(std::string_view line, std::size_t indentation) -> bool {
  return indentation + line.size() <= column_limit;
}

auto spaces(std::size_t count) -> std::string { return std::string(count, ' '); }

/// `open` and all elements, one a line under each other.
auto stacked(std::string_view open, const std::vector<std::string>& elements, std::size_t column)
    -> std::string {
  return fmt::format("{}{}", open, fmt::join(elements, ",\n" + spaces(column)));
}

}  // namespace

auto braced_list(std::string_view head,
                 const std::vector<std::string>& elements,
                 std::size_t indentation) -> std::string {
  auto line = fmt::format("{}{{{}}};", head, fmt::join(elements, ", "));
  if (fits(line, indentation)) return line + '\n';
  auto out = fmt::format("{}{{\n", head);
  for (const auto& element : elements) out += fmt::format("    {},\n", element);
  return out + "};\n";
}

auto members_alias(std::string_view name,
                   const std::vector<std::string>& members,
                   std::size_t indentation) -> std::string {
  auto head = fmt::format("using {} =", name);
  auto list = fmt::format("orm::members<{}>;", fmt::join(members, ", "));
  auto line = fmt::format("{} {}", head, list);
  if (fits(line, indentation)) return line + '\n';
  if (fits(list, indentation + 4)) return fmt::format("{}\n    {}\n", head, list);
  auto open = fmt::format("{} orm::members<", head);
  auto longest = std::ranges::max(members, {}, &std::string::size).size();
  auto last = members.back().size() + 2;
  auto widest = std::max(members.size() > 1 ? longest + 1 : 0, last);
  auto fits_stacked = indentation + open.size() + widest <= column_limit;
  // Where five columns are missing, clang-format takes them from the qualifier.
  auto unqualified = std::string_view(list).substr(5);
  if (fits(unqualified, indentation + 4) && (members.size() > 2 || !fits_stacked)) {
    return fmt::format("{} orm::\n    {}\n", head, unqualified);
  }
  if (fits_stacked) return stacked(open, members, open.size()) + ">;\n";
  auto below = std::string("    orm::members<");
  if (indentation + below.size() + widest <= column_limit) {
    return head + '\n' + stacked(below, members, below.size()) + ">;\n";
  }
  return stacked(open + "\n    ", members, 4) + ">;\n";
}

auto type_alias(std::string_view name, std::string_view type, std::size_t indentation)
    -> std::string {
  auto line = fmt::format("using {} = {};", name, type);
  if (fits(line, indentation)) return line + '\n';
  return fmt::format("using {} =\n    {};\n", name, type);
}

auto declaration(std::string_view type, std::string_view rest, std::size_t indentation)
    -> std::string {
  auto line = fmt::format("{} {};", type, rest);
  if (fits(line, indentation)) return line + '\n';
  auto equals = rest.find(" = ");
  if (equals != std::string_view::npos) {
    auto left = fmt::format("{} {} =", type, rest.substr(0, equals));
    if (fits(left, indentation)) {
      return fmt::format("{}\n    {};\n", left, rest.substr(equals + 3));
    }
  }
  return fmt::format("{}\n    {};\n", type, rest);
}

auto signature(std::string_view head, std::string_view result, std::size_t indentation)
    -> std::string {
  auto line = fmt::format("{} -> {}", head, result);
  if (fits(line, indentation)) return line + '\n';
  return fmt::format("{}\n    -> {}\n", head, result);
}

auto designated(std::string_view field, std::string_view value, std::size_t indentation)
    -> std::string {
  auto line = fmt::format(".{} = {},", field, value);
  if (fits(line.substr(0, line.find('\n')), indentation)) return line + '\n';
  return fmt::format(".{} =\n    {},\n", field, value);
}

}  // namespace ormc::emit::cpp
