#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace orm_tests {

/// What a run of ormc came to.
struct Run {
  int exit_code;  // -1 when it ended by a signal
  std::string out;
  std::string err;
};

/// Where and with what ormc runs.
struct Surroundings {
  std::string input = {};                   // on standard input
  std::filesystem::path folder = {};        // the working folder; where the test runs when empty
  std::vector<std::string> variables = {};  // "NAME=value", beside those of the test
  std::filesystem::path output = {};        // where standard output goes, not into `Run::out`
  int mask = 022;                           // what new files may not be
};

/// Runs ormc in a process of its own, as from a shell.
auto run_ormc(const std::vector<std::string>& arguments, const Surroundings& surroundings = {})
    -> Run;

/// A folder of its own, gone at the end.
class TemporaryFolder {
 public:
  TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  auto operator=(const TemporaryFolder&) -> TemporaryFolder& = delete;
  ~TemporaryFolder();

  auto path() const -> const std::filesystem::path& { return path_; }
  /// Writes a file into it; its path.
  auto write(const std::string& name, const std::string& text) const -> std::string;
  auto read(const std::string& name) const -> std::string;
  /// The names in it, hidden ones too, sorted.
  auto names() const -> std::vector<std::string>;

 private:
  std::filesystem::path path_;
};

}  // namespace orm_tests
