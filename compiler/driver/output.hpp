#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace ormc::driver {

/// A file to be written, at its final place.
struct NewFile {
  std::filesystem::path path;
  std::string text;
  /// Who may read and write it; by the umask when not given.
  std::optional<std::filesystem::perms> permissions = {};
};

/// Why nothing was written.
struct OutputFailure {
  std::filesystem::path path;
  std::string reason;
  /// Files that are new all the same: a rename failed, and so did putting them back.
  std::vector<std::filesystem::path> replaced;
};

/// Writes `files` as one set: all are written beside their places, flushed to disk, and only then
/// renamed over what was there; when a rename fails, those before it are undone. So a failure
/// leaves the old files as they were, and a run that is killed leaves each file old or new. A file
/// that already has the text is not touched. Folders are made as needed. Runs that write to the
/// same folder wait for each other, and remove what killed runs left behind.
auto publish(const std::vector<NewFile>& files) -> std::optional<OutputFailure>;

}  // namespace ormc::driver
