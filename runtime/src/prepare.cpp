// Preparing statements, and checking that the server has what the program was compiled for.

#include <algorithm>
#include <cstring>
#include <orm/codec.hpp>

#include "session_state.hpp"
#include "statement_text.hpp"

namespace orm::detail {
namespace {

auto same_text(const char* a, const char* b) noexcept -> bool {
  return a == b || (a != nullptr && b != nullptr && std::strcmp(a, b) == 0);
}

auto same_type(const type& a, const type& b) noexcept -> bool {
  return a.array == b.array && same_text(a.name, b.name) && same_text(a.schema, b.schema);
}

auto is_named(const type& of) noexcept -> bool { return of.oid == 0 && of.name != nullptr; }

auto name_of(const type& of) -> std::string {
  if (!is_named(of)) return of.oid == 0 ? "any type" : "type " + std::to_string(of.oid);
  std::string name = of.schema != nullptr ? std::string(of.schema) + "." : "";
  return "type " + name + of.name + (of.array ? "[]" : "");
}

constexpr const char* find_types =
    "select w.i, t.oid, t.typarray "
    "from rows from (pg_catalog.unnest($1::pg_catalog.text[]), "
    "pg_catalog.unnest($2::pg_catalog.text[])) "
    "with ordinality as w(schema, name, i) "
    "join pg_catalog.pg_type t on t.typname operator(pg_catalog.=) w.name "
    "left join pg_catalog.pg_namespace n on n.oid operator(pg_catalog.=) t.typnamespace "
    "where case when w.schema operator(pg_catalog.=) '' then pg_catalog.pg_type_is_visible(t.oid) "
    "else n.nspname operator(pg_catalog.=) w.schema end";

template <class T>
auto read_cell(const PGresult* from, int row, int column) -> T {
  T value{};
  codec<T>::decode(
      {PQgetvalue(from, row, column), static_cast<std::size_t>(PQgetlength(from, row, column))},
      value);
  return value;
}

}  // namespace

auto session_state::find_type(const type& type) const noexcept -> const known_type* {
  for (const known_type& known : types_) {
    if (same_type(known.of, type)) return &known;
  }
  return nullptr;
}

auto session_state::oid_of(const type& type) -> std::uint32_t {
  if (!is_named(type)) return type.oid;
  if (const known_type* const known = find_type(type)) return known->oid;
  resolve({&type, 1});
  return find_type(type)->oid;
}

void session_state::resolve(std::span<const type> wanted) {
  std::vector<type> missing;
  std::vector<std::string> schemas;
  std::vector<std::string> names;
  for (const type& each : wanted) {
    if (!is_named(each) || find_type(each) != nullptr) continue;
    missing.push_back(each);
    schemas.emplace_back(each.schema != nullptr ? each.schema : "");
    names.emplace_back(each.name);
  }
  if (missing.empty()) return;

  writer out;
  codec<std::vector<std::string>>::encode(out, schemas);
  const std::size_t split = out.size();
  codec<std::vector<std::string>>::encode(out, names);
  const char* const values[]{out.data(), out.data() + split};
  const int lengths[]{static_cast<int>(split), static_cast<int>(out.size() - split)};
  const int formats[]{1, 1};
  check_sent(PQsendQueryParams(handle(), find_types, 2, nullptr, values, lengths, formats, 1),
             "orm.find_types",
             find_types);
  const result_handle found = finish_request("orm.find_types", find_types);
  if (PQnfields(found.get()) != 3) {
    throw schema_drift({.message = "the catalogue does not answer", .query = "orm.find_types"});
  }
  for (int row = 0; row < PQntuples(found.get()); ++row) {
    const auto index = static_cast<std::size_t>(read_cell<std::int64_t>(found.get(), row, 0)) - 1;
    if (index >= missing.size()) continue;
    const int column = missing[index].array ? 2 : 1;
    const auto oid = read_cell<std::uint32_t>(found.get(), row, column);
    if (oid != 0) types_.push_back({missing[index], oid});
  }
  for (const type& each : missing) {
    if (find_type(each) == nullptr) {
      throw schema_drift({.message = name_of(each) + " does not exist in this database"});
    }
  }
}

auto session_state::prepare(const statement& of, std::uint64_t choice) -> prepared_statement& {
  prepared_statement& prepared = statements_[{&of, choice}];
  if (prepared.verified) return prepared;
  if (prepared.text.empty()) {
    statement_text assembled = assemble(of, choice);
    prepared.text = std::move(assembled.text);
    prepared.order = std::move(assembled.parameters);
  }
  if (prepared.stale) forget(prepared);
  if (!prepared.on_server) prepare_on_server(of, prepared);
  verify(of, prepared);
  prepared.verified = true;
  return prepared;
}

void session_state::forget(prepared_statement& prepared) {
  const std::string sql = "deallocate " + prepared.name;  // of our own making: no quotes needed
  execute_text(sql.c_str());
  prepared.on_server = false;
  prepared.stale = false;
}

void session_state::prepare_on_server(const statement& of, prepared_statement& prepared) {
  resolve(of.parameters);
  resolve(of.columns);
  std::vector<std::uint32_t> types;
  types.reserve(prepared.order.size());
  for (const std::uint16_t parameter : prepared.order) {
    types.push_back(parameter < of.parameters.size() ? oid_of(of.parameters[parameter]) : 0);
  }
  prepared.name = content_name(prepared.text, types);
  check_sent(PQsendPrepare(handle(),
                           prepared.name.c_str(),
                           prepared.text.c_str(),
                           static_cast<int>(types.size()),
                           types.data()),
             of.name,
             prepared.text);
  try {
    finish_request(of.name, prepared.text);
  } catch (const duplicate_prepared_statement&) {
    // The name is made of the text and the types, so what is there is what is wanted.
  }
  prepared.on_server = true;
}

void session_state::verify(const statement& of, prepared_statement& prepared) {
  check_sent(PQsendDescribePrepared(handle(), prepared.name.c_str()), of.name, prepared.text);
  const result_handle description = finish_request(of.name, prepared.text);
  std::string mismatch = describe_mismatch(of, description.get());
  if (!mismatch.empty() && !types_.empty()) {
    // Types that were dropped and made again have other OIDs now.
    types_.clear();
    resolve(of.columns);
    mismatch = describe_mismatch(of, description.get());
  }
  if (!mismatch.empty()) {
    prepared.stale = true;  // the next try looks at the database as it is then
    throw schema_drift(
        {.message = std::move(mismatch), .query = std::string(of.name), .sql = prepared.text});
  }
}

auto session_state::describe_mismatch(const statement& of, const PGresult* description)
    -> std::string {
  const int columns = PQnfields(description);
  if (of.columns.empty()) return {};  // the rows, if any, are not looked at
  if (static_cast<std::size_t>(columns) != of.columns.size()) {
    return "the statement returns " + std::to_string(columns) + " columns, this program expects " +
           std::to_string(of.columns.size());
  }
  for (int i = 0; i < columns; ++i) {
    const type& expected = of.columns[static_cast<std::size_t>(i)];
    const std::uint32_t oid = oid_of(expected);
    const std::uint32_t actual = PQftype(description, i);
    if (oid != 0 && oid != actual) {
      return "column " + std::to_string(i + 1) + " `" + PQfname(description, i) + "` has type " +
             std::to_string(actual) + ", this program expects " + name_of(expected);
    }
  }
  return {};
}

}  // namespace orm::detail
