#include "diagnostics/name_list.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ormc::diagnostics {

auto list_of(std::span<const std::string> names, std::size_t most) -> std::string {
  const auto shown = std::min(names.size(), most);
  auto text = std::string{};
  for (auto i = std::size_t{0}; i < shown; ++i) {
    const auto last = i + 1 == names.size();
    if (i > 0) text += last ? " and " : ", ";
    text += fmt::format("`{}`", names[i]);
  }
  if (shown < names.size()) text += fmt::format(" and {} more", names.size() - shown);
  return text;
}

}  // namespace ormc::diagnostics
