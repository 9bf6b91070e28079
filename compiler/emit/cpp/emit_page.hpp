#pragma once

#include <string>

#include "emit/cpp/emit_shape.hpp"
#include "emit/cpp/header.hpp"

namespace ormc::emit::cpp {

/// A query whose rows come in pages.
struct PagedQuery {
  const query::NamedQuery& query;
  const QueryNames& names;
  const Place& place;
  ShapeStruct row;  // what a row is
};

/// What its struct has for that: `cursor`, the function that makes one from a row, and what tells
/// the runtime of them.
struct PageBlocks {
  std::string cursor;
  std::string cursor_of;
  std::string alias;
};
auto emit_page(HeaderWriter& writer, const PagedQuery& paged) -> PageBlocks;

}  // namespace ormc::emit::cpp
