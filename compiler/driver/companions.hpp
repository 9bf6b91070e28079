#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "source/source.hpp"

/// Files that a program's `.orm` files go with: `orm.lock`, and what describes extensions.
namespace ormc::driver {

/// Reads a whole file; nothing when that cannot be done.
using ReadFile = std::function<std::optional<std::string>(const std::filesystem::path&)>;

/// Reads from the file system.
auto read_companion(const std::filesystem::path& path) -> std::optional<std::string>;

/// Where a name that a source file mentions leads: it is relative to the folder of that file.
auto companion_path(const source::SourceFile& file, const std::string& name)
    -> std::filesystem::path;

/// The `orm.lock` that belongs to a source file.
auto lock_path(const source::SourceFile& file) -> std::filesystem::path;

}  // namespace ormc::driver
