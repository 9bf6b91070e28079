#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <variant>
#include <vector>

#include "catalog/catalog.hpp"
#include "catalog/coercion.hpp"

namespace ormc::catalog {

/// An argument of a call: `x`, `name => x`, `variadic x`.
struct ArgumentType {
  Oid type = no_oid;  // `unknown` for a literal without type
  std::string_view name = {};
  bool variadic = false;
  bool parameter = false;  // of a statement; without a type it is `unknown`, but no literal
};

struct FunctionName {
  std::string_view schema = {};  // empty when unqualified
  std::string_view name = {};
};

/// A call as written. For `f(...) within group (order by ...)` the sort expressions follow the
/// direct arguments in `arguments`, and `within_group_count` says how many they are.
struct FunctionCall {
  FunctionName name = {};
  std::span<const ArgumentType> arguments = {};
  std::size_t within_group_count = 0;
  /// The type of what stands as the default of a polymorphic parameter; 0 where it is not known.
  std::function<Oid(const Function&, std::size_t parameter)> default_type = {};
};

struct ResolvedFunction {
  const Function* function = nullptr;
  /// What each given argument is coerced to, in the order given, polymorphic types replaced. The
  /// arguments that an expanded `variadic` takes have its element type each; what a parameter of
  /// type "any" takes keeps its own, a literal `unknown`.
  std::vector<Oid> argument_types = {};
  /// For each given argument, its place among the function's parameters (an expanded variadic's
  /// arguments count on).
  std::vector<std::size_t> places = {};
  Oid result = no_oid;
  bool variadic_expanded = false;
  std::size_t defaults_used = 0;
};

/// `int8(x)`, `text(x)`: a call that is a cast to the type of that name.
struct ResolvedCast {
  Oid target = no_oid;
  Coercion coercion = {};
};

/// Why no function was chosen; `candidates` are those of the name, for a message.
struct FunctionFailure {
  enum class Kind : std::uint8_t {
    unknown_name,  // no function of this name at all
    wrong_count,   // none takes so many arguments, or arguments of these names
    no_match,      // none takes arguments of these types
    ambiguous,     // several do, none best
    inconsistent,  // the chosen one is polymorphic and the arguments do not agree on a type
    within_group_mismatch,  // `within group` is missing, not wanted, or of the wrong size
  };
  Kind kind = Kind::unknown_name;
  std::vector<const Function*> candidates = {};
};

using FunctionResolution = std::variant<ResolvedFunction, ResolvedCast, FunctionFailure>;

/// The function that a call means. Says nothing about `distinct`, `over`, `filter`: the caller
/// checks them against the function's kind.
auto resolve_function(const Catalog& catalog, const FunctionCall& call) -> FunctionResolution;

/// Whether the result is never NULL provided that no argument is (`function.nulls` says more). Not
/// for aggregates and window functions over no rows.
auto never_returns_null(const Function& function) -> bool;

}  // namespace ormc::catalog
