#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "query/binder.hpp"

namespace ormc::query {

/// What is wrong with a literal: what its type expects, for people.
struct LiteralFault {
  std::string expected;
};

/// Whether the server's input function of a type surely refuses `text`; the modifier is what it is
/// given. Of types whose input is not read, nothing is said.
auto find_literal_fault(const catalog::Catalog& catalog, TypeRef type, std::string_view text)
    -> std::optional<LiteralFault>;

/// Reports a string literal that is no value of `target`: the server would refuse it when it parses
/// the statement. Enum labels are known too.
void check_literal(Binder& binder, const Constant& constant, TypeRef target, Span span);

}  // namespace ormc::query
