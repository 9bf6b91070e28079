#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "diagnostics/render.hpp"

namespace ormc::driver {

/// What `ormc` exits with.
namespace exit_code {
inline constexpr int success = 0;
inline constexpr int input_has_errors = 1;
inline constexpr int wrong_usage = 2;
inline constexpr int system_failed = 3;  // the database or the file system
inline constexpr int internal_error = 70;
}  // namespace exit_code

enum class DiagnosticsFormat : std::uint8_t { text, json };

/// What all commands have.
struct CommonOptions {
  DiagnosticsFormat format = DiagnosticsFormat::text;
  diagnostics::Color color = diagnostics::Color::never;
  diagnostics::WarningLevels warnings = {};  // `--allow` and `--deny`
};

struct BuildOptions {
  std::vector<std::string> files;
  std::string out;
  std::optional<std::string> depfile;
  std::optional<std::string> depfile_target;  // the first header when not given
};

struct CheckOptions {
  std::vector<std::string> files;
  std::optional<std::string> database;
  bool lock = false;  // write `orm.lock` first
};

/// `ormc catalog`: describes installed extensions.
struct CatalogOptions {
  std::string database;
  std::vector<std::string> extensions;  // all that do not ship with the compiler, when empty
  std::string out;
};

/// `ormc pull`: a database as `.orm`.
struct PullOptions {
  std::string database;
  std::string out;                   // a file, or a folder for a file each schema
  std::vector<std::string> schemas;  // all when empty
  std::vector<std::string> include;  // patterns of tables
  std::vector<std::string> exclude;
};

/// `ormc drift`: what a database has otherwise than the models.
struct DriftOptions {
  std::vector<std::string> files;  // those of the folder `models` when empty
  std::string database;
  std::optional<std::string>
      scratch;  // where the models' schema is made; the same server if absent
  bool json = false;
};

struct DescribeOptions {
  std::vector<std::string> files;
  bool keep_going = false;
};

/// `ormc fmt`: rewrites files in their canonical layout.
struct FormatOptions {
  std::vector<std::string> files;
  bool check = false;  // only say which are not in it
};

struct ExplainOptions {
  std::string code;
};

enum class Shell : std::uint8_t { bash, zsh };

struct CompletionsOptions {
  Shell shell;
};

/// A command line that was understood.
struct CommandLine {
  CommonOptions common;
  std::variant<BuildOptions,
               CheckOptions,
               CatalogOptions,
               PullOptions,
               DriftOptions,
               DescribeOptions,
               FormatOptions,
               ExplainOptions,
               CompletionsOptions>
      command;
};

/// A command line that ends here: help, the version, or a mistake.
struct Answer {
  int exit_code;
  std::string text;
};

/// Understands `arguments`, without the program's name.
auto parse_command_line(std::span<const std::string> arguments)
    -> std::variant<CommandLine, Answer>;

/// The names of the commands, and the options of all of them, for completions.
auto command_names() -> std::span<const std::string_view>;

}  // namespace ormc::driver
