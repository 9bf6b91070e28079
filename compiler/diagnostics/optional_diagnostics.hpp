#pragma once

#include <fmt/format.h>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "diagnostics/diagnostic.hpp"
#include "diagnostics/name_list.hpp"

/// What can be wrong with the parts of a statement that are not always there: optional parts,
/// orders that are chosen at run time, pages.
namespace ormc::diagnostics {

/// A parameter that may be absent is used where the statement always needs it.
struct OptionalOutsidePart {
  static constexpr Info info{"ORM0500", Severity::error};
  std::string name;
  auto message() const -> std::string {
    return fmt::format("`{}` may be absent, but stands outside of any optional part", name);
  }
  auto help() const -> std::optional<std::string> {
    return fmt::format(
        "put the part that needs it in brackets, as in `[and x = ${0}]`; or declare `{0}` without "
        "its `?`",
        name);
  }
};

/// Nothing decides whether an optional part is there.
struct PartWithoutParameter {
  static constexpr Info info{"ORM0501", Severity::error};
  auto message() const -> std::string {
    return "no parameter decides whether this optional part is there";
  }
  auto help() const -> std::optional<std::string> {
    return "a part in brackets is there when its parameters are given: declare one of those in it "
           "as "
           "`name?`";
  }
};

/// A parameter chooses an order and is used as something else, or is declared as it.
struct ChoiceAsValue {
  static constexpr Info info{"ORM0502", Severity::error};
  std::string name;
  bool declared = false;  // with a type
  auto message() const -> std::string {
    return declared ? fmt::format("`{}` chooses an order, so it has no type", name)
                    : fmt::format("`{}` chooses an order and is no value", name);
  }
  auto help() const -> std::optional<std::string> {
    if (declared) return fmt::format("write `{}` alone in the parameter list", name);
    return "use another parameter";
  }
};

/// One parameter chooses among two different sets of orders.
struct ChoicesDiffer {
  static constexpr Info info{"ORM0503", Severity::error};
  std::string name;
  std::vector<std::string> labels;  // of the first
  auto message() const -> std::string {
    return fmt::format("`{}` has other choices elsewhere: {}", name, list_of(labels));
  }
  auto help() const -> std::optional<std::string> {
    return "write the same labels in the same order, or use another parameter";
  }
};

/// The default of a parameter that chooses an order is none of its choices.
struct UnknownChoice {
  static constexpr Info info{"ORM0504", Severity::error};
  std::string name;
  std::vector<std::string> labels;
  auto message() const -> std::string {
    return fmt::format("the default of `{}` is none of its choices", name);
  }
  auto help() const -> std::optional<std::string> {
    return fmt::format("the choices are {}", list_of(labels));
  }
};

/// A parameter may be absent and has a default, which would take its place.
struct OptionalWithDefault {
  static constexpr Info info{"ORM0505", Severity::error};
  std::string name;
  auto message() const -> std::string {
    return fmt::format("`{}` may be absent and has a default: it would never be absent", name);
  }
  auto help() const -> std::optional<std::string> { return "drop the `?` or the default"; }
};

/// A statement depends on more parameters that may be absent than the runtime tells apart.
struct TooManyParts {
  static constexpr Info info{"ORM0506", Severity::error};
  std::size_t bits = 0;
  auto message() const -> std::string {
    return fmt::format("too many optional parameters: they take {} bits, 64 is the most", bits);
  }
  auto help() const -> std::optional<std::string> { return "split the query"; }
};

/// `page after` stands where pages cannot be cut.
struct InvalidPage {
  static constexpr Info info{"ORM0507", Severity::error};
  std::string why;   // "the query has no order by"
  std::string hint;  // what to do
  auto message() const -> std::string {
    return fmt::format("`page after` is not possible: {}", why);
  }
  auto help() const -> std::optional<std::string> { return hint; }
};

/// Rows may be equal in all that a page is ordered by: a page could skip or repeat them.
struct OrderNotTotal {
  static constexpr Info info{"ORM0508", Severity::error};
  std::optional<std::string> choice;  // the label of the order
  std::string why;
  std::string missing;  // what to add, if that is known
  std::string hint;     // what else to do; may be empty
  auto message() const -> std::string {
    auto order = choice ? fmt::format("the order `{}`", *choice) : std::string{"this order"};
    return fmt::format("{} leaves rows equal, so pages could skip some: {}", order, why);
  }
  auto help() const -> std::optional<std::string> {
    if (missing.empty() && !hint.empty()) return hint;
    if (missing.empty()) return "order by the columns of a unique key, too";
    return fmt::format("add `{}` at its end", missing);
  }
};

/// A key of the order is not in the rows, so a row does not say where the next page begins.
struct PageKeyNotSelected {
  static constexpr Info info{"ORM0509", Severity::error};
  auto message() const -> std::string {
    return "pages are ordered by this, but the rows do not have it";
  }
  auto help() const -> std::optional<std::string> {
    return "add it to the select list: the cursor of the next page is made from a row";
  }
};

/// All diagnostics of optional parts, ORM0500 to ORM0509.
using OptionalDiagnostics = TypeList<OptionalOutsidePart,
                                     PartWithoutParameter,
                                     ChoiceAsValue,
                                     ChoicesDiffer,
                                     UnknownChoice,
                                     OptionalWithDefault,
                                     TooManyParts,
                                     InvalidPage,
                                     OrderNotTotal,
                                     PageKeyNotSelected>;

}  // namespace ormc::diagnostics
