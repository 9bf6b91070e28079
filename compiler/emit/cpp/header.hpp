#pragma once

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "emit/cpp/context.hpp"
#include "emit/cpp/plan.hpp"
#include "query/array_contents.hpp"

namespace ormc::emit::cpp {

/// What one declaration of the program becomes.
struct Block {
  std::string cpp_namespace;
  std::string text;            // in the namespace
  std::string specialization;  // of the runtime's traits, outside of it
};

/// A struct that is one value in the database.
struct CompositeStruct {
  struct Field {
    schema::TypeRef type;
    bool nullable;
    std::string_view doc;
  };
  std::string_view cpp_namespace;
  std::string_view name;
  const std::vector<std::string>& members;
  std::string_view doc;
  schema::Oid type;
  std::vector<Field> fields;  // pairwise with the members
};

/// Makes the declarations of one header and remembers which headers they need.
class HeaderWriter {
 public:
  HeaderWriter(const Context& context, const std::set<schema::ModelId>& row_values)
      : context_(context), row_values_(row_values) {}

  auto emit_enum(schema::EnumId id) -> Block;
  auto emit_composite(schema::CompositeId id) -> Block;
  auto emit_view_row(schema::ViewId id) -> Block;
  auto emit_model(schema::ModelId id) -> Block;
  auto emit_shape(query::ShapeId id) -> Block;
  auto emit_named_row(NamedRow row) -> Block;
  auto emit_query(QueryIndex index) -> Block;

  /// Notes that the header needs one of the runtime's.
  void need(std::string header) { runtime_headers_.insert(std::move(header)); }
  /// The runtime's headers, `orm/chrono.hpp`, and those of the user's own types.
  auto runtime_headers() const -> const std::set<std::string>& { return runtime_headers_; }
  auto user_headers() const -> const std::set<std::string>& { return user_headers_; }

  // ---- for the parts of a declaration

  auto context() const -> const Context& { return context_; }

  /// A type that has a C++ type, as it is written at `place`.
  auto type_of(schema::TypeRef type, Use use) -> CppType;
  /// The same of a value of which more is known, if it is an array.
  auto type_of(schema::TypeRef type, const query::ArrayContents& contents) -> CppType;
  /// The type of a model's column, without the optional of a nullable one.
  auto type_of(const schema::Column& column, Use use = Use::value) -> CppType;

 private:
  auto emit_composite(const CompositeStruct& composite) -> Block;
  auto note(const CppType& type) -> void;

  const Context& context_;
  const std::set<schema::ModelId>& row_values_;
  std::set<std::string> runtime_headers_ = {"orm/query.hpp"};
  std::set<std::string> user_headers_;
};

/// A member of a struct of a row: ` = {}` behind what would be left indeterminate.
auto emit_member(const CppType& type,
                 std::string_view name,
                 std::string_view doc,
                 const Place& place,
                 std::size_t indentation) -> std::string;

/// A list of types as a constant, nothing for an empty list.
auto emit_types(std::string_view name,
                const std::vector<std::string>& constants,
                std::size_t indentation) -> std::string;

/// `auto operator==(const T&) const -> bool = default;`
auto emit_equality(std::string_view name, std::size_t indentation) -> std::string;

/// `&Author::id` for each of `members`.
auto member_pointers(std::string_view of, const std::vector<std::string>& members)
    -> std::vector<std::string>;

/// What tells the runtime of a struct that is one value in the database: a composite, a row.
auto emit_composite_trait(std::string_view qualified,
                          const std::vector<std::string>& members,
                          std::string_view type,
                          const std::vector<std::string>& member_types) -> std::string;

}  // namespace ormc::emit::cpp
