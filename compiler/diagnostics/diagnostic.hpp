#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "source/source.hpp"

/// Diagnostics are data. Each code is one struct in its stage's header (`source_diagnostics.hpp`,
/// `syntax_diagnostics.hpp`, ...): its members are the arguments, its text stands beside them. They
/// are collected in a `Diagnostics` and rendered once, at the end.
namespace ormc::diagnostics {

using source::Span;

enum class Severity : std::uint8_t { error, warning };

/// How often one finding, the same words with the same code, is told.
enum class Repeats : std::uint8_t {
  at_each_place,
  /// Once in each declaration (a model, a query, ...), the other places as labels: a name that does
  /// not exist is one mistake, however often it is used.
  once_per_declaration,
};

/// What a code is, whatever its arguments: the constant part of each diagnostic struct.
struct Info {
  std::string_view code;
  Severity severity;
  Repeats repeats = Repeats::at_each_place;
};

/// A second place that matters, and what it has to do with the first.
struct Label {
  Span span;
  std::string text;
};

/// A replacement of source text that takes the finding away.
struct FixIt {
  Span span;
  std::string replacement;
};

/// One finding, ready to be rendered.
struct Diagnostic {
  Info info;
  std::string message;
  std::optional<std::string> help;
  Span primary;
  std::vector<Label> labels;
  std::vector<FixIt> fixits;
  bool is_denied = false;  // a warning that the command line makes an error

  /// Adds a label that says where the other half of the contradiction came from.
  auto label(Span span, std::string text) -> Diagnostic&;
  auto fixit(Span span, std::string replacement) -> Diagnostic&;
};

/// Says that warnings are meant where they are: `@allow(ORM0250)`.
struct Allowance {
  struct Code {
    std::string text;
    Span span;
  };
  std::vector<Code> codes;
  Span span;        // of what says it
  Span with_space;  // and of the blanks before it
  Span within;      // the declaration, member or file that it is about
};

/// What becomes of the warnings of a whole program, by code. `warnings` stands for all that are not
/// named.
struct WarningLevels {
  static constexpr std::string_view all = "warnings";
  std::set<std::string, std::less<>> allowed = {};
  std::set<std::string, std::less<>> denied = {};
};

/// Collects what a run of the compiler finds. A finding at the same place with the same code is
/// kept once, and so is one of `Repeats::once_per_declaration` in a declaration: one root cause,
/// one diagnostic.
class Diagnostics {
 public:
  /// Reports `what`, one of the diagnostic structs, at `primary`. A struct may have
  /// `auto help() const -> std::optional<std::string>`, and `auto fix() const` of the same type:
  /// what to write in place of `primary`.
  template <class What>
  auto report(Span primary, const What& what) -> Diagnostic& {
    auto diagnostic = Diagnostic{What::info, what.message(), std::nullopt, primary, {}, {}};
    if constexpr (requires { what.help(); }) diagnostic.help = what.help();
    if constexpr (requires { what.fix(); }) {
      if (auto replacement = what.fix()) diagnostic.fixit(primary, std::move(*replacement));
    }
    return add(std::move(diagnostic));
  }

  /// Says where in a file a declaration begins; it goes on to the next. In order.
  void begin_declaration(Span first_token);

  auto has_errors() const -> bool { return errors_ > 0; }
  auto error_count() const -> std::size_t { return errors_; }
  /// Says where warnings are meant, at any time before `settle`.
  void allow(Allowance allowance) { allowances_.push_back(std::move(allowance)); }
  /// Takes away the warnings that are allowed, makes errors of those that are denied, and reports
  /// what allows nothing, unless errors may have kept it from being found. Once, when all is
  /// reported (settle.cpp).
  void settle(const WarningLevels& levels = {});

  /// Everything reported, in the order in which it was found.
  auto all() const -> const std::vector<Diagnostic>& { return all_; }
  /// Orders by file and place; call before rendering.
  void sort();

 private:
  using Place = std::pair<source::FileId, std::uint32_t>;

  auto add(Diagnostic diagnostic) -> Diagnostic&;
  void report_stale(const Allowance& allowance, const std::vector<std::size_t>& codes);
  /// Where the same words were found before in this declaration; null if they were not.
  auto find_in_declaration(const Diagnostic& diagnostic) -> Diagnostic*;
  auto declaration_at(Span span) const -> Place;

  std::vector<Diagnostic> all_;
  std::vector<Allowance> allowances_;
  /// Code and primary span of everything in `all_`.
  std::set<std::tuple<std::string_view, source::FileId, std::uint32_t, std::uint32_t>> known_;
  /// The first place of each declaration, in order.
  std::vector<Place> declarations_;
  /// Index in `all_` by code, declaration and message of what is told once per declaration.
  std::map<std::tuple<std::string_view, Place, std::string>, std::size_t> told_;
  /// Takes the labels of a finding that was reported before.
  Diagnostic repeated_{};
  std::size_t errors_ = 0;
};

/// A list of types, to enumerate a stage's diagnostics.
template <class... Ts>
struct TypeList {};

}  // namespace ormc::diagnostics
