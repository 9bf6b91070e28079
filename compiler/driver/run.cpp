#include "driver/run.hpp"

#include <variant>

#include "driver/commands.hpp"
#include "driver/console.hpp"
#include "driver/guard.hpp"
#include "schema/overloaded.hpp"

namespace ormc::driver {
namespace {

auto dispatch(const CommandLine& line) -> int {
  const auto& common = line.common;
  return std::visit(
      schema::Overloaded{
          [&](const BuildOptions& options) { return build(options, common); },
          [&](const CheckOptions& options) { return check(options, common); },
          [&](const CatalogOptions& options) { return catalog(options, common); },
          [&](const PullOptions& options) { return pull(options, common); },
          [&](const DriftOptions& options) { return drift(options, common); },
          [&](const DescribeOptions& options) { return describe(options, common); },
          [&](const FormatOptions& options) { return format(options, common); },
          [&](const ExplainOptions& options) { return explain_code(options, common); },
          [&](const CompletionsOptions& options) { return completions(options); }},
      line.command);
}

auto answer(const Answer& answer) -> int {
  if (answer.exit_code == exit_code::success) return print(answer.text);
  print_error(answer.text);
  return answer.exit_code;
}

}  // namespace

auto run(std::span<const std::string> arguments) noexcept -> int {
  return guarded([&] {
    auto parsed = parse_command_line(arguments);
    return std::visit(schema::Overloaded{[](const CommandLine& line) { return dispatch(line); },
                                         [](const Answer& text) { return answer(text); }},
                      parsed);
  });
}

}  // namespace ormc::driver
