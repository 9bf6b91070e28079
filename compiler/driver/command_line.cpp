#include "driver/command_line.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <system_error>

#include "diagnostics/catalogue.hpp"
#include "diagnostics/nearest.hpp"
#include "driver/input.hpp"
#include "driver/version.hpp"

namespace ormc::driver {
namespace {

constexpr auto commands = std::to_array<std::string_view>(
    {"build", "check", "describe", "fmt", "pull", "drift", "catalog", "completions"});

constexpr auto description =
    "ormc compiles .orm files, models and queries, to C++ headers and SQL.\n"
    "Without a command it builds: `ormc models/*.orm --out generated/models`.";

constexpr auto footer =
    "exit codes: 0 fine, 1 the input has errors or is not formatted, 2 wrong usage, 3 the database "
    "or the file system\n"
    "failed, 70 a mistake in ormc";

/// What CLI11 fills in; the command decides what of it counts.
struct Values {
  std::vector<std::string> files;
  std::string out;
  std::string depfile;
  std::string depfile_target;
  std::string database;
  std::string scratch;
  std::string explain;
  std::string color = "auto";
  std::string diagnostics = "text";
  std::vector<std::string> allow;
  std::vector<std::string> deny;
  std::string shell;
  std::vector<std::string> extensions;
  std::vector<std::string> schemas;
  std::vector<std::string> include;
  std::vector<std::string> exclude;
  bool lock = false;
  bool only_check = false;
  bool json = false;
  bool keep_going = false;
};

auto wants_color(const std::string& color) -> diagnostics::Color {
  using diagnostics::Color;
  if (color == "always") return Color::always;
  if (color == "never") return Color::never;
  const auto* no_color = std::getenv("NO_COLOR");
  const auto* terminal = std::getenv("TERM");
  if (no_color != nullptr && *no_color != '\0') return Color::never;
  if (terminal != nullptr && std::string_view(terminal) == "dumb") return Color::never;
  return ::isatty(STDERR_FILENO) == 1 ? Color::always : Color::never;
}

auto present(const std::string& value) -> std::optional<std::string> {
  return value.empty() ? std::nullopt : std::optional(value);
}

auto usage(std::string_view text) -> Answer {
  return {exit_code::wrong_usage, fmt::format("ormc: {}\nsee `ormc --help`\n", text)};
}

/// What `--allow` and `--deny` say, or what is wrong with it.
auto warning_levels(const Values& values) -> std::variant<diagnostics::WarningLevels, Answer> {
  using diagnostics::CatalogueEntry;
  using diagnostics::WarningLevels;
  auto known = std::vector<std::string_view>{WarningLevels::all};
  for (const auto& entry : diagnostics::catalogue()) {
    if (entry.severity == diagnostics::Severity::warning) known.push_back(entry.code);
  }
  const auto problem = [&](std::string_view option, const std::string& code) {
    const auto& all = diagnostics::catalogue();
    const auto is_error = std::ranges::find(all, code, &CatalogueEntry::code) != all.end();
    const auto nearest = diagnostics::did_you_mean(diagnostics::nearest(code, known));
    const auto what = is_error ? "is an error, not a warning" : "is no code of a warning";
    const auto help = !is_error && nearest ? "; " + *nearest : "";
    return usage(fmt::format("{}: `{}` {}{}", option, printable(code), what, help));
  };
  auto levels = WarningLevels{};
  for (const auto& code : values.allow) {
    if (std::ranges::find(known, code) == known.end()) return problem("--allow", code);
    levels.allowed.insert(code);
  }
  for (const auto& code : values.deny) {
    if (std::ranges::find(known, code) == known.end()) return problem("--deny", code);
    if (levels.allowed.contains(code)) {
      return usage(fmt::format("`{}` cannot be both allowed and denied", code));
    }
    levels.denied.insert(code);
  }
  return levels;
}

/// A first word that is neither a command nor like a file was meant as a command.
auto unknown_command(const std::vector<std::string>& files) -> std::optional<Answer> {
  if (files.empty() || files[0] == "-") return std::nullopt;
  auto error = std::error_code{};
  if (files[0].find_first_of("./") != std::string::npos) return std::nullopt;
  if (std::filesystem::exists(files[0], error)) return std::nullopt;
  return usage(fmt::format(
      "unknown command `{}`; there are {}", printable(files[0]), fmt::join(commands, ", ")));
}

/// Everything that a command line may say.
class Parser {
 public:
  Parser() {
    app_.set_version_flag("--version", fmt::format("ormc {}", version));
    app_.require_subcommand(0, 1);
    app_.add_option("--diagnostics", values_.diagnostics, "how findings are written")
        ->check(CLI::IsMember({"text", "json"}))
        ->capture_default_str();
    app_.add_option("--color", values_.color, "whether findings are coloured")
        ->check(CLI::IsMember({"auto", "always", "never"}))
        ->capture_default_str();
    add_list(app_,
             "--allow",
             values_.allow,
             "do not report the warning; `warnings`: none that --deny does not name",
             "CODE");
    add_list(app_,
             "--deny",
             values_.deny,
             "make the warning an error; `warnings`: all that --allow does not name",
             "CODE");
    app_.add_option("--explain", values_.explain, "explain a code such as ORM0201")
        ->type_name("CODE");
    app_.footer(footer);
    add_build_options(app_);

    auto& build = add_command("build", "write a header per file, schema.sql and program.json");
    add_build_options(build);
    auto& check = add_command("check", "check only; with a database, compare every statement");
    add_files(check);
    check.add_option("--database", values_.database, "a connection string that libpq takes")
        ->type_name("URL");
    check.add_flag("--lock", values_.lock, "write what the database says of raw SQL to orm.lock");
    auto& catalog = add_command("catalog", "describe extensions of a database to the compiler");
    catalog
        .add_option(
            "extensions", values_.extensions, "all that ormc does not know, if none is named")
        ->type_name("NAMES");
    catalog.add_option("--database", values_.database, "a connection string that libpq takes")
        ->type_name("URL");
    catalog.add_option("--out,-o", values_.out, "the file to write")->type_name("FILE");
    add_pull();
    auto& drift = add_command("drift", "say what a database has otherwise than the models");
    add_files(drift);
    drift.add_option("--database", values_.database, "a connection string that libpq takes")
        ->type_name("URL");
    drift
        .add_option("--scratch",
                    values_.scratch,
                    "a server for the models' schema, rather than the database's own")
        ->type_name("URL");
    drift.add_flag("--json", values_.json, "as JSON");
    auto& describe = add_command("describe", "print every model and query, typed, with its SQL");
    add_files(describe);
    describe.add_flag("--json", values_.json, "as JSON, the only form there is");
    describe.add_flag("--keep-going", values_.keep_going, "describe all that is sound");
    auto& format = add_command("fmt", "lay files out as they should look, in place");
    add_files(format);
    format.add_flag("--check", values_.only_check, "change nothing, say which files would change");
    add_command("completions", "print a completion script")
        .add_option("shell", values_.shell, "bash or zsh")
        ->required()
        ->check(CLI::IsMember({"bash", "zsh"}));
  }

  auto parse(std::span<const std::string> arguments) -> std::variant<CommandLine, Answer> {
    try {
      app_.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
    } catch (const CLI::CallForHelp&) {
      return Answer{exit_code::success, selected().help()};
    } catch (const CLI::CallForVersion& call) {
      return Answer{exit_code::success, fmt::format("{}\n", call.what())};
    } catch (const CLI::ParseError& error) {
      if (auto answer = unknown_command(values_.files)) return *answer;
      return usage(printable(error.what()));
    }
    return understand();
  }

 private:
  auto add_command(const std::string& name, const std::string& text) -> CLI::App& {
    auto& command = *app_.add_subcommand(name, text);
    command.fallthrough();
    return command;
  }

  auto add_files(CLI::App& command) -> void {
    command.add_option("files", values_.files, "the .orm files of the program; - reads stdin")
        ->type_name("FILES");
  }

  /// Takes one value, and may be given again.
  static auto add_list(CLI::App& command,
                       const char* name,
                       std::vector<std::string>& values,
                       const char* text,
                       const char* type) -> void {
    command.add_option(name, values, text)
        ->type_name(type)
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  }

  auto add_pull() -> void {
    auto& pull = add_command("pull", "write an existing database as .orm");
    pull.add_option("--database", values_.database, "a connection string that libpq takes")
        ->type_name("URL");
    pull.add_option("--out,-o", values_.out, "the .orm file, or a folder for a file each schema")
        ->type_name("FILE|DIR");
    add_list(pull, "--schema", values_.schemas, "only this schema of the database", "NAME");
    add_list(
        pull, "--include", values_.include, "only tables that fit: `blog.*`, `post_?`", "PATTERN");
    add_list(pull, "--exclude", values_.exclude, "no tables that fit", "PATTERN");
  }

  auto add_build_options(CLI::App& command) -> void {
    add_files(command);
    command.add_option("--out,-o", values_.out, "the folder for the output")->type_name("DIR");
    command.add_option("--depfile", values_.depfile, "write what was read, for make and ninja")
        ->type_name("FILE");
    command.add_option("--depfile-target", values_.depfile_target, "what the depfile is about")
        ->type_name("NAME");
  }

  auto selected() const -> const CLI::App& {
    auto chosen = app_.get_subcommands();
    return chosen.empty() ? app_ : *chosen[0];
  }

  auto understand() const -> std::variant<CommandLine, Answer> {
    auto levels = warning_levels(values_);
    if (auto* answer = std::get_if<Answer>(&levels)) return std::move(*answer);
    auto line = CommandLine{
        {values_.diagnostics == "json" ? DiagnosticsFormat::json : DiagnosticsFormat::text,
         wants_color(values_.color),
         std::get<diagnostics::WarningLevels>(std::move(levels))},
        ExplainOptions{values_.explain}};
    if (!values_.explain.empty()) return line;
    auto command = app_.get_subcommands().empty() ? std::string{} : selected().get_name();
    if (command == "completions") {
      line.command = CompletionsOptions{values_.shell == "zsh" ? Shell::zsh : Shell::bash};
      return line;
    }
    if (command == "pull") {
      if (values_.database.empty()) return usage("pull needs --database URL");
      if (values_.out.empty()) return usage("no file or folder for the output given: -o FILE");
      if (values_.out == "-") return usage("pull writes a file or a folder: -o FILE");
      line.command = PullOptions{
          values_.database, values_.out, values_.schemas, values_.include, values_.exclude};
      return line;
    }
    if (command == "drift") {
      if (values_.database.empty()) return usage("drift needs --database URL");
      line.command =
          DriftOptions{values_.files, values_.database, present(values_.scratch), values_.json};
      return line;
    }
    if (command == "catalog") {
      if (values_.database.empty()) return usage("catalog needs --database URL");
      if (values_.out.empty()) return usage("no file for the output given: -o FILE");
      line.command = CatalogOptions{values_.database, values_.extensions, values_.out};
      return line;
    }
    if (command.empty()) {
      if (auto answer = unknown_command(values_.files)) return *answer;
    }
    if (values_.files.empty()) return usage("no .orm files given");
    if (command == "check") {
      if (values_.lock && values_.database.empty()) return usage("--lock needs --database URL");
      line.command = CheckOptions{values_.files, present(values_.database), values_.lock};
    } else if (command == "fmt") {
      line.command = FormatOptions{values_.files, values_.only_check};
    } else if (command == "describe") {
      if (!values_.json) return usage("describe needs --json");
      line.command = DescribeOptions{values_.files, values_.keep_going};
    } else {
      if (values_.out.empty()) return usage("no folder for the output given: --out DIR");
      line.command = BuildOptions{
          values_.files, values_.out, present(values_.depfile), present(values_.depfile_target)};
    }
    return line;
  }

  CLI::App app_{description, "ormc"};
  Values values_;
};

}  // namespace

auto parse_command_line(std::span<const std::string> arguments)
    -> std::variant<CommandLine, Answer> {
  return Parser().parse(arguments);
}

auto command_names() -> std::span<const std::string_view> { return commands; }

}  // namespace ormc::driver
