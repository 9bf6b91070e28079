#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "emit/cpp/header.hpp"

/// Structs of rows whose members nest others.
namespace ormc::emit::cpp {

/// One struct: what it holds, and what its members are called.
struct ShapeStruct {
  query::Unit& unit;
  const std::vector<query::ShapeField>& fields;
  const std::vector<MemberNames>& names;
  std::string name;
  std::string doc = {};
};

/// The struct, those of its nested members inside of it, and `fields`, which lists its columns.
auto emit_shape_struct(HeaderWriter& writer,
                       const ShapeStruct& shape,
                       const Place& place,
                       std::size_t indentation) -> std::string;

/// The columns of a struct as `orm::members` lists them, without the members at `left_out`.
auto shape_columns(const HeaderWriter& writer,
                   const ShapeStruct& shape,
                   const Place& place,
                   const std::set<std::size_t>& left_out = {}) -> std::vector<std::string>;

/// How the value of each column of a statement is read off a row called `from`; empty for columns
/// that the row does not keep.
auto column_accesses(const Context& context, const ShapeStruct& shape) -> std::vector<std::string>;

/// What tells the runtime of the structs that come as records: those inside of `qualified`.
auto emit_shape_traits(const HeaderWriter& writer,
                       const std::vector<query::ShapeField>& fields,
                       const std::vector<MemberNames>& names,
                       const std::string& qualified) -> std::string;

/// The same for a struct itself, which comes as a value of `type`.
auto emit_record_trait(const HeaderWriter& writer,
                       const std::vector<query::ShapeField>& fields,
                       const std::string& qualified,
                       schema::Oid type) -> std::string;

/// Calls `visit(const query::ShapeField&)` for each column and struct, nested ones included.
template <class Visit>
void for_each_field(const std::vector<query::ShapeField>& fields, const Visit& visit) {
  for (const auto& field : fields) {
    visit(field);
    for_each_field(query::fields_of(field), visit);
  }
}

}  // namespace ormc::emit::cpp
