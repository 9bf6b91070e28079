#pragma once

#include <optional>
#include <string>
#include <vector>

#include "driver/compile.hpp"
#include "introspect/pull.hpp"

namespace ormc::driver {

/// The models that stood where a pull writes: their names are kept, and every declaration that
/// still makes the same in the database stays as it is, with its comments and in its place.
class KeptModels {
 public:
  /// Reads the files; `compilation()` says what is wrong with them.
  explicit KeptModels(const std::vector<std::string>& paths);

  auto sources() const -> const source::SourceSet& { return sources_; }
  auto compilation() -> Compilation& { return compilation_; }
  auto is_empty() const -> bool { return sources_.files().empty(); }

  /// What somebody called the things of the database.
  auto chosen_names() const -> introspect::ChosenNames;

  /// The texts of `files` with what is kept of the old ones, pairwise. `is_whole` says that what is
  /// not among the files is no more, rather than left out.
  auto merged(const std::vector<introspect::PulledFile>& files, bool is_whole) const
      -> std::vector<std::string>;

 private:
  source::SourceSet sources_;
  Compilation compilation_;
};

}  // namespace ormc::driver
