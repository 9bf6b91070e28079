#include <fmt/format.h>

#include "driver/commands.hpp"
#include "driver/console.hpp"

namespace ormc::driver {
namespace {

constexpr auto bash_script = R"bash(_ormc() {{
  local word="${{COMP_WORDS[COMP_CWORD]}}"
  case "${{COMP_WORDS[COMP_CWORD-1]}}" in
    --diagnostics) COMPREPLY=($(compgen -W "text json" -- "$word")); return ;;
    --color) COMPREPLY=($(compgen -W "auto always never" -- "$word")); return ;;
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
    "--keep-going --explain "
    "--diagnostics "
    "--color --help --version";

}  // namespace

auto completions(const CompletionsOptions& wanted) -> int {
  auto commands = fmt::format("{}", fmt::join(command_names(), " "));
  switch (wanted.shell) {
    case Shell::bash:
      return print(fmt::format(bash_script, commands, options));
    case Shell::zsh:
      return print(fmt::format(zsh_script, commands));
  }
  return exit_code::internal_error;
}

}  // namespace ormc::driver
