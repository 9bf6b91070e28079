#include "driver/extension_text.hpp"

#include <fmt/format.h>

namespace ormc::driver {

auto extension_text(const nlohmann::ordered_json& extensions) -> std::string {
  auto text = std::string{"{\n\"format\": 1,\n\"extensions\": ["};
  auto between_extensions = "";
  for (const auto& extension : extensions) {
    text += fmt::format("{}{{", between_extensions);
    between_extensions = ", ";
    auto between_members = "\n";
    for (const auto& [member, value] : extension.items()) {
      text += fmt::format("{}  {}: ", between_members, nlohmann::ordered_json(member).dump());
      between_members = ",\n";
      auto is_table = value.is_array() && !value.empty() && value.front().is_object();
      if (!is_table) {
        text += value.dump();
        continue;
      }
      auto between_rows = "[\n    ";
      for (const auto& row : value) {
        text += between_rows + row.dump();
        between_rows = ",\n    ";
      }
      text += "]";
    }
    text += "\n}";
  }
  return text + "]\n}\n";
}

}  // namespace ormc::driver
