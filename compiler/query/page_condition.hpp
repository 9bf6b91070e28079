#pragma once

#include <cstdint>
#include <vector>

#include "query/binder.hpp"

namespace ormc::query {

/// A key of the order of a page, and what is sent to compare it with.
struct PageKey {
  ExprPtr expr = nullptr;
  bool descending = false;
  bool nulls_first = false;
  std::uint32_t column = 0;  // of the result
  ParameterIndex parameter = 0;
  Span span = {};  // in the order
};

/// The condition of the rows behind a cursor, in the part that is being bound. It is as long as its
/// keys are many: of a key that may be NULL it has a part for when the cursor's is NULL and one for
/// when it is not. Keys that are never NULL are compared as an index is searched.
auto page_condition(Binder& binder, const std::vector<PageKey>& keys, Span span) -> ExprPtr;

}  // namespace ormc::query
