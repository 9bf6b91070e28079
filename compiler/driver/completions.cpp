#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

#include "diagnostics/catalogue.hpp"
#include "driver/commands.hpp"
#include "driver/console.hpp"

namespace ormc::driver {
namespace {

constexpr auto bash_script = R"bash(_ormc() {{
  local word="${{COMP_WORDS[COMP_CWORD]}}"
  case "${{COMP_WORDS[COMP_CWORD-1]}}" in
    --diagnostics) COMPREPLY=($(compgen -W "text json" -- "$word")); return ;;
    --color) COMPREPLY=($(compgen -W "auto always never" -- "$word")); return ;;
    --allow|--deny) COMPREPLY=($(compgen -W "{2}" -- "$word")); return ;;
    --out|-o) COMPREPLY=($(compgen -d -- "$word")); return ;;
    completions) COMPREPLY=($(compgen -W "bash zsh" -- "$word")); return ;;
  esac
  case "$word" in
    -*) COMPREPLY=($(compgen -W "{1}" -- "$word")) ;;
    *)
      COMPREPLY=($(compgen -f -X '!*.orm' -- "$word") $(compgen -d -- "$word"))
      [ "$COMP_CWORD" = 1 ] && COMPREPLY+=($(compgen -W "{0}" -- "$word"))
      ;;
  esac
}}
complete -o filenames -F _ormc ormc
)bash";

constexpr auto zsh_script = R"zsh(#compdef ormc
_arguments -s \
  '1: :_alternative "commands:command:({0})" "files:file:_files -g \*.orm"' \
  '*:file:_files -g "*.orm"' \
  '--diagnostics=[how findings are written]:form:(text json)' \
  '--color=[whether findings are coloured]:when:(auto always never)' \
  '*--allow=[do not report a warning]:code:({1})' \
  '*--deny=[make a warning an error]:code:({1})' \
  '--explain=[explain a code]:code:' \
  '--out=[the folder for the output]:folder:_files -/' \
  '--depfile=[write what was read]:file:_files' \
  '--depfile-target=[what the depfile is about]:name:' \
  '--database=[a connection string]:url:' \
  '*--schema=[only this schema]:name:' \
  '*--include=[only tables that fit]:pattern:' \
  '*--exclude=[no tables that fit]:pattern:' \
  '--lock[write orm.lock]' \
  '--check[only say what is not formatted]' \
  '--json[as JSON]' \
  '--keep-going[describe all that is sound]' \
  '--help[print help]' \
  '--version[print the version]'
)zsh";

constexpr auto options =
    "--out --depfile --depfile-target --database --schema --include --exclude --lock --check "
    "--json "
    "--keep-going --explain --allow --deny --diagnostics --color --help --version";

/// What `--allow` and `--deny` take.
auto warnings() -> std::string {
  auto words = std::vector<std::string_view>{diagnostics::WarningLevels::all};
  for (const auto& entry : diagnostics::catalogue()) {
    if (entry.severity == diagnostics::Severity::warning) words.push_back(entry.code);
  }
  return fmt::format("{}", fmt::join(words, " "));
}

}  // namespace

auto completions(const CompletionsOptions& wanted) -> int {
  auto commands = fmt::format("{}", fmt::join(command_names(), " "));
  switch (wanted.shell) {
    case Shell::bash:
      return print(fmt::format(bash_script, commands, options, warnings()));
    case Shell::zsh:
      return print(fmt::format(zsh_script, commands, warnings()));
  }
  return exit_code::internal_error;
}

}  // namespace ormc::driver
