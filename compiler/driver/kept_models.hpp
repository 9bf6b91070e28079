#pragma once

#include <optional>
#include <string>
#include <vector>

#include "driver/companions.hpp"
#include "driver/compile.hpp"
#include "introspect/pull.hpp"

namespace ormc::driver {

/// A file of the old models, or one more, as a pull leaves it.
struct MergedFile {
  std::string path;  // of an old one; empty for one more
  std::string name;  // of the module of one more
  std::string text;
};

/// How much of the database was looked at.
struct PullSight {
  bool sees_all_tables = true;  // of the schemas that were
  bool sees_all_schemas = true;
};

/// The models that stood where a pull writes: their names are kept, and every declaration that
/// still makes the same in the database stays as it is, with its comments and in its place; so does
/// every member of one that does not.
class KeptModels {
 public:
  /// Reads the files; `compilation()` says what is wrong with them.
  explicit KeptModels(const std::vector<std::string>& paths);

  auto sources() const -> const source::SourceSet& { return sources_; }
  auto compilation() -> Compilation& { return compilation_; }
  auto is_empty() const -> bool { return sources_.files().empty(); }
  /// Whether something is wrong with what they say of the database; queries may have errors.
  auto has_errors() const -> bool;

  /// What somebody called the things of the database, and how they are said.
  auto chosen_names() const -> introspect::ChosenNames;

  /// The old files with what is otherwise in those of a pull; `read` gives the files that they go
  /// with. Nothing, and `problem` says of what,
  /// when they would not make what the pulled ones make.
  auto merged(const std::vector<introspect::PulledFile>& files,
              PullSight sight,
              const ReadFile& read,
              std::string& problem) const -> std::optional<std::vector<MergedFile>>;

 private:
  source::SourceSet sources_;
  Compilation compilation_;
};

}  // namespace ormc::driver
