#include "emit/cpp/cpp_types.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "emit/cpp/layout.hpp"
#include "emit/cpp/literal.hpp"
#include "schema/lookup.hpp"
#include "sql/text_form.hpp"

namespace ormc::emit::cpp {
namespace {

namespace oid = catalog::oid;
using catalog::Oid;

enum class Kind : std::uint8_t { arithmetic, class_, text };
enum class Array : std::uint8_t { unnamed, named };  // whether orm::types names the array type

/// One of PostgreSQL's types in C++ and in the runtime.
struct Row {
  Oid oid;
  std::string_view cpp;
  std::string_view header;    // of the runtime, beside query.hpp
  std::string_view constant;  // in orm::types
  Kind kind = Kind::class_;
  Array array = Array::named;
};

constexpr auto rows = std::to_array<Row>({
    {oid::bool_, "bool", "", "boolean", Kind::arithmetic},
    {oid::int2, "std::int16_t", "", "int2", Kind::arithmetic},
    {oid::int4, "std::int32_t", "", "int4", Kind::arithmetic},
    {oid::int8, "std::int64_t", "", "int8", Kind::arithmetic},
    {oid::float4, "float", "", "float4", Kind::arithmetic},
    {oid::float8, "double", "", "float8", Kind::arithmetic},
    {oid::char_, "char", "", "character", Kind::arithmetic},
    {oid::oid, "std::uint32_t", "", "oid", Kind::arithmetic},
    {oid::xid, "std::uint32_t", "", "xid", Kind::arithmetic},
    {oid::cid, "std::uint32_t", "", "cid", Kind::arithmetic},
    {oid::xid8, "std::uint64_t", "", "xid8", Kind::arithmetic},
    {oid::regproc, "std::uint32_t", "", "regproc", Kind::arithmetic, Array::unnamed},
    {oid::regprocedure, "std::uint32_t", "", "regprocedure", Kind::arithmetic, Array::unnamed},
    {oid::regoper, "std::uint32_t", "", "regoper", Kind::arithmetic, Array::unnamed},
    {oid::regoperator, "std::uint32_t", "", "regoperator", Kind::arithmetic, Array::unnamed},
    {oid::regclass, "std::uint32_t", "", "regclass", Kind::arithmetic},
    {oid::regtype, "std::uint32_t", "", "regtype", Kind::arithmetic},
    {oid::regrole, "std::uint32_t", "", "regrole", Kind::arithmetic, Array::unnamed},
    {oid::regnamespace, "std::uint32_t", "", "regnamespace", Kind::arithmetic, Array::unnamed},
    {oid::regconfig, "std::uint32_t", "", "regconfig", Kind::arithmetic, Array::unnamed},
    {oid::regdictionary, "std::uint32_t", "", "regdictionary", Kind::arithmetic, Array::unnamed},
    {oid::regcollation, "std::uint32_t", "", "regcollation", Kind::arithmetic, Array::unnamed},
    {oid::text, "std::string", "", "text", Kind::text},
    {oid::varchar, "std::string", "", "varchar", Kind::text},
    {oid::bpchar, "std::string", "", "bpchar", Kind::text},
    {oid::name, "std::string", "", "name", Kind::text},
    {oid::refcursor, "std::string", "", "refcursor", Kind::text, Array::unnamed},
    {oid::unknown, "std::string", "", "unknown", Kind::text, Array::unnamed},
    {oid::cstring, "std::string", "", "cstring", Kind::text, Array::unnamed},
    {oid::numeric, "orm::numeric", "numeric.hpp", "numeric"},
    {oid::money, "orm::money", "system.hpp", "money"},
    {oid::date, "orm::date", "chrono.hpp", "date"},
    {oid::time, "orm::time", "chrono.hpp", "time"},
    {oid::timetz, "orm::timetz", "chrono.hpp", "timetz"},
    {oid::timestamp, "orm::timestamp", "chrono.hpp", "timestamp"},
    {oid::timestamptz, "orm::timestamptz", "chrono.hpp", "timestamptz"},
    {oid::interval, "orm::interval", "chrono.hpp", "interval"},
    {oid::uuid, "orm::uuid", "uuid.hpp", "uuid"},
    {oid::json, "orm::json", "json.hpp", "json"},
    {oid::jsonb, "orm::jsonb", "json.hpp", "jsonb"},
    {oid::jsonpath, "orm::jsonpath", "json.hpp", "jsonpath"},
    {oid::xml, "orm::xml", "json.hpp", "xml"},
    {oid::bytea, "orm::bytes", "bytes.hpp", "bytea"},
    {oid::bit, "orm::bit_string", "bit_string.hpp", "bit"},
    {oid::varbit, "orm::bit_string", "bit_string.hpp", "varbit"},
    {oid::inet, "orm::inet", "network.hpp", "inet"},
    {oid::cidr, "orm::cidr", "network.hpp", "cidr"},
    {oid::macaddr, "orm::macaddr", "network.hpp", "macaddr"},
    {oid::macaddr8, "orm::macaddr8", "network.hpp", "macaddr8"},
    {oid::point, "orm::point", "geometry.hpp", "point"},
    {oid::line, "orm::line", "geometry.hpp", "line"},
    {oid::lseg, "orm::lseg", "geometry.hpp", "lseg"},
    {oid::box, "orm::box", "geometry.hpp", "box"},
    {oid::path, "orm::path", "geometry.hpp", "path"},
    {oid::polygon, "orm::polygon", "geometry.hpp", "polygon"},
    {oid::circle, "orm::circle", "geometry.hpp", "circle"},
    {oid::tid, "orm::tid", "system.hpp", "tid"},
    {oid::pg_lsn, "orm::pg_lsn", "system.hpp", "pg_lsn"},
    {oid::void_, "std::monostate", "system.hpp", "void_", Kind::class_, Array::unnamed},
    {oid::tsvector, "orm::tsvector", "text_search.hpp", "tsvector"},
    {oid::tsquery, "orm::tsquery", "text_search.hpp", "tsquery"},
    // Ranges and multiranges are made of their subtypes; only their constants stand here.
    {oid::int4range, "", "", "int4range"},
    {oid::int8range, "", "", "int8range"},
    {oid::numrange, "", "", "numrange"},
    {oid::daterange, "", "", "daterange"},
    {oid::tsrange, "", "", "tsrange"},
    {oid::tstzrange, "", "", "tstzrange"},
    {oid::int4multirange, "", "", "int4multirange"},
    {oid::int8multirange, "", "", "int8multirange"},
    {oid::nummultirange, "", "", "nummultirange"},
    {oid::datemultirange, "", "", "datemultirange"},
    {oid::tsmultirange, "", "", "tsmultirange"},
    {oid::tstzmultirange, "", "", "tstzmultirange"},
});

/// The types of PostgreSQL's own extensions, by name; their numbers are the database's choice.
struct ExtensionRow {
  std::string_view name;
  std::string_view cpp;
  std::string_view header;
};
constexpr auto extension_rows = std::to_array<ExtensionRow>({
    {"hstore", "orm::hstore", "hstore.hpp"},
    {"ltree", "orm::ltree", "ltree.hpp"},
    {"lquery", "orm::lquery", "ltree.hpp"},
    {"ltxtquery", "orm::ltxtquery", "ltree.hpp"},
    {"cube", "orm::cube", "cube.hpp"},
});

auto find_row(Oid oid) -> const Row* {
  const auto* row = std::ranges::find(rows, oid, &Row::oid);
  return row == rows.end() ? nullptr : row;
}

}  // namespace

auto CppType::optional() const -> CppType {
  auto type = *this;
  type.text = fmt::format("std::optional<{}>", text);
  type.has_default_value = true;
  type.is_container = false;
  return type;
}

auto CppType::spelled(const Place& place) const -> std::string {
  auto out = text;
  if (auto at = out.find('@'); at != std::string::npos) {
    out.replace(at, 1, spell_name(user_namespace, user_name, place));
  }
  return out;
}

auto spell_name(std::string_view of, std::string_view name, const Place& place) -> std::string {
  if (of == place.cpp_namespace && !place.members.contains(name)) return std::string(name);
  auto root = place.members.contains(of) ? "::" : "";
  return fmt::format("{}{}::{}", root, of, name);
}

auto CppTypes::find(schema::TypeRef type, Use use) const -> std::optional<CppType> {
  auto base = schema_.catalog.base_type(type.oid);
  const auto* row = find_row(base);
  if (row != nullptr && !row->cpp.empty()) {
    auto is_view = row->kind == Kind::text && use == Use::parameter;
    auto headers = std::vector<std::string>{};
    if (!row->header.empty()) headers.emplace_back(row->header);
    return CppType{.text = is_view ? "std::string_view" : std::string(row->cpp),
                   .user = {},
                   .user_namespace = {},
                   .user_name = {},
                   .headers = std::move(headers),
                   .has_default_value = row->kind != Kind::arithmetic,
                   .is_container = base == oid::bytea};
  }
  if (const auto text = schema_.catalog.text_form(base); text != catalog::no_oid) {
    return find({text}, use);
  }
  const auto& definition = schema_.catalog.type(base);
  if (definition.is_array()) {
    auto array = wrapped("std::vector", {definition.element, type.modifier}, {});
    if (array) array->is_container = true;
    return array;
  }
  if (base == oid::int2vector) return wrapped("std::vector", {oid::int2}, {});
  if (base == oid::oidvector) return wrapped("std::vector", {oid::oid}, {});
  switch (definition.kind) {
    case catalog::TypeKind::range:
      return wrapped("orm::range", {definition.subtype}, "range.hpp");
    case catalog::TypeKind::multirange:
      return wrapped("orm::multirange", {definition.subtype}, "range.hpp");
    case catalog::TypeKind::base:
      return find_extension(definition, use);
    case catalog::TypeKind::enumeration:
    case catalog::TypeKind::composite:
      return find_user(base);
    case catalog::TypeKind::domain:
    case catalog::TypeKind::pseudo:
      return std::nullopt;
  }
  return std::nullopt;
}

/// What an extension brings: text of one kind or another, or a type that the runtime knows.
auto CppTypes::find_extension(const catalog::Type& type, Use use) const -> std::optional<CppType> {
  if (type.oid < catalog::first_extension_oid) return std::nullopt;
  if (type.name == "citext") return find({oid::text}, use);  // text on the wire
  const auto* row = std::ranges::find(extension_rows, type.name, &ExtensionRow::name);
  if (row == extension_rows.end()) return std::nullopt;
  return CppType{.text = std::string(row->cpp), .headers = {std::string(row->header)}};
}

auto CppTypes::wrapped(std::string_view wrapper, schema::TypeRef element, std::string header) const
    -> std::optional<CppType> {
  auto type = find(element);
  if (!type) return std::nullopt;
  type->text = fmt::format("{}<{}>", wrapper, type->text);
  if (!header.empty()) type->headers.push_back(std::move(header));
  type->has_default_value = true;
  type->is_container = false;
  return type;
}

auto CppTypes::find_user(Oid oid) const -> std::optional<CppType> {
  auto object = schema::find_object(schema_, oid);
  if (!object) return std::nullopt;
  auto type = CppType{.text = "@", .user = object};
  auto name = [&](schema::ModuleId module, const std::string& cpp_name) {
    type.user_namespace = names_.modules[static_cast<std::size_t>(module)];
    type.user_name = cpp_name;
    return type;
  };
  if (const auto* id = std::get_if<schema::EnumId>(&*object)) {
    type.has_default_value = false;
    return name(schema_.at(*id).module, names_.enums[static_cast<std::size_t>(*id)]);
  }
  if (const auto* id = std::get_if<schema::CompositeId>(&*object)) {
    return name(schema_.at(*id).module, names_.composites[static_cast<std::size_t>(*id)]);
  }
  if (const auto* id = std::get_if<schema::ModelId>(&*object)) {
    return name(schema_.at(*id).module, names_.models[static_cast<std::size_t>(*id)]);
  }
  if (const auto* id = std::get_if<schema::ViewId>(&*object)) {
    const auto& cpp_name = names_.views[static_cast<std::size_t>(*id)];
    if (!cpp_name.empty()) return name(schema_.at(*id).module, cpp_name);
  }
  return std::nullopt;  // functions and domains are no types of values
}

auto CppTypes::constant(Oid oid) const -> std::string {
  const auto& type = schema_.catalog.type(oid);
  auto is_array = type.is_array();
  auto element = is_array ? type.element : oid;
  const auto* row = find_row(element);
  if (row != nullptr && (!is_array || row->array == Array::named)) {
    return fmt::format("orm::types::{}{}", row->constant, is_array ? "_array" : "");
  }
  if (oid == oid::record) return "orm::types::record";
  if (oid == oid::record_array) return "orm::types::record_array";
  if (oid < catalog::first_extension_oid) return fmt::format("{{.oid = {}}}", oid);
  return fmt::format("{{{}}}", fmt::join(name_parts(oid), ", "));
}

auto CppTypes::name_parts(Oid oid) const -> std::vector<std::string> {
  const auto& type = schema_.catalog.type(oid);
  const auto& named = type.is_array() ? schema_.catalog.type(type.element) : type;
  auto parts = std::vector<std::string>{};
  // Where an extension is installed is the database's choice: its types are found on the search
  // path.
  if (named.oid >= catalog::first_user_oid) {
    parts.push_back(fmt::format(".schema = {}", string_literal(named.schema)));
  }
  parts.push_back(fmt::format(".name = {}", string_literal(named.name)));
  if (type.is_array()) parts.emplace_back(".array = true");
  return parts;
}

auto CppTypes::type_member(Oid oid, std::size_t indentation) const -> std::string {
  return braced_list("static constexpr orm::type type", name_parts(oid), indentation);
}

auto CppTypes::column_constant(schema::TypeRef type) const -> std::string {
  return constant(sql::wire_type(schema_.catalog, schema_.catalog.base_type(type)).oid);
}

auto CppTypes::parameter_constant(Oid oid) const -> std::string {
  return constant(sql::wire_type(schema_.catalog, {oid}).oid);
}

}  // namespace ormc::emit::cpp
