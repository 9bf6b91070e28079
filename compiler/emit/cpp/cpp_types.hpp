#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "emit/cpp/names.hpp"
#include "schema/schema.hpp"

namespace ormc::emit::cpp {

/// What a C++ type is used for.
enum class Use : std::uint8_t {
  value,      // held: text is std::string
  parameter,  // looked at: text is std::string_view
};

/// Where a name is written: what hides the names of the namespace.
struct Place {
  std::string cpp_namespace;
  std::set<std::string, std::less<>> members = {};  // of the structs around it
};

/// A C++ type, before it is known where it will be written.
struct CppType {
  std::string text;                            // one `@` stands for the user's type
  std::optional<schema::ObjectRef> user = {};  // an enum, a composite or a model's row
  std::string user_namespace = {};
  std::string user_name = {};
  std::vector<std::string> headers = {};  // of the runtime, without `orm/`: "chrono.hpp"
  bool has_default_value = true;          // of class type: needs no `= {}`
  bool is_container = false;              // a std::vector, which a result would take for rows

  /// The same, that may be NULL.
  auto optional() const -> CppType;
  /// The type as it is written at `place`.
  auto spelled(const Place& place) const -> std::string;
};

/// Writes `name` of namespace `of` at `place`, qualified where it must be.
auto spell_name(std::string_view of, std::string_view name, const Place& place) -> std::string;

/// The C++ types of PostgreSQL's types.
class CppTypes {
 public:
  CppTypes(const schema::Schema& schema, const Names& names) : schema_(schema), names_(names) {}

  /// The C++ type of a type; nothing when it has none.
  auto find(schema::TypeRef type, Use use = Use::value) const -> std::optional<CppType>;

  /// The `orm::type` of a type, as an initializer: `orm::types::int8`, `{.schema = "blog", .name =
  /// "status"}`.
  auto constant(schema::Oid oid) const -> std::string;
  /// The same for what the server calls a column of this type: domains are their base type.
  auto column_constant(schema::TypeRef type) const -> std::string;
  /// The same for a parameter: what has no binary form is sent as text.
  auto parameter_constant(schema::Oid oid) const -> std::string;
  /// `static constexpr orm::type type{...};` for a type that is known by name.
  auto type_member(schema::Oid oid, std::size_t indentation) const -> std::string;

 private:
  auto name_parts(schema::Oid oid) const -> std::vector<std::string>;
  auto find_extension(const catalog::Type& type, Use use) const -> std::optional<CppType>;
  auto find_user(schema::Oid oid) const -> std::optional<CppType>;
  auto wrapped(std::string_view wrapper, schema::TypeRef element, std::string header) const
      -> std::optional<CppType>;

  const schema::Schema& schema_;
  const Names& names_;
};

}  // namespace ormc::emit::cpp
