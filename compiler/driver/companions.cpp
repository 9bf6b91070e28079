#include "driver/companions.hpp"

#include <fstream>
#include <sstream>

namespace ormc::driver {

namespace fs = std::filesystem;

auto read_companion(const fs::path& path) -> std::optional<std::string> {
  auto ignored = std::error_code{};
  if (!fs::is_regular_file(path, ignored)) return std::nullopt;
  auto in = std::ifstream(path, std::ios::binary);
  auto text = std::ostringstream{};
  text << in.rdbuf();
  if (!in) return std::nullopt;
  return std::move(text).str();
}

auto companion_path(const source::SourceFile& file, const std::string& name) -> fs::path {
  return fs::path(file.path()).parent_path() / name;
}

auto lock_path(const source::SourceFile& file) -> fs::path {
  return companion_path(file, "orm.lock");
}

}  // namespace ormc::driver
