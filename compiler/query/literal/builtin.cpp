#include "query/literal/builtin.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <string>

#include "catalog/oids.hpp"
#include "query/json_text.hpp"
#include "query/literal/address.hpp"
#include "query/literal/bytes.hpp"
#include "query/literal/datetime.hpp"
#include "query/literal/fault.hpp"
#include "query/literal/geometry.hpp"
#include "query/literal/interval.hpp"
#include "query/literal/jsonpath.hpp"
#include "query/literal/money.hpp"
#include "query/literal/number.hpp"
#include "query/literal/object_name.hpp"
#include "query/literal/scan.hpp"
#include "query/literal/system.hpp"
#include "query/literal/text_search.hpp"
#include "query/literal/xml.hpp"
#include "source/fold.hpp"

namespace ormc::query {
namespace {

namespace oid = catalog::oid;

auto is_boolean(std::string_view text) -> bool {
  const auto word = source::fold(trim(text));
  if (word.empty()) return false;
  if (word == "1" || word == "0") return true;
  const auto begins = [&](std::string_view whole, std::size_t least) {
    return word.size() >= least && whole.starts_with(word);
  };
  return begins("true", 1) || begins("false", 1) || begins("yes", 1) || begins("no", 1) ||
         begins("on", 2) || begins("off", 2);
}

auto is_uuid(std::string_view text) -> bool {
  if (text.starts_with('{')) {
    if (!text.ends_with('}')) return false;
    text = text.substr(1, text.size() - 2);
  }
  for (auto byte = 0; byte < 16; ++byte) {
    if (text.size() < 2 || !is_hex(text[0]) || !is_hex(text[1])) return false;
    text.remove_prefix(2);
    if (byte % 2 == 1 && byte < 15 && text.starts_with('-')) text.remove_prefix(1);
  }
  return text.empty();
}

auto find_json_fault(std::string_view text) -> Fault {
  return is_json(text) ? Fault{} : Fault{malformed({})};
}
auto find_jsonb_fault(std::string_view text) -> Fault {
  if (!is_json(text)) return malformed({});
  if (!has_text_escapes(text)) {
    return malformed("`\\u0000` and surrogates without their other half are no characters");
  }
  for (const auto number : json_numbers(text)) {
    if (find_numeric_fault(number, -1)) {
      return out_of_range(fmt::format("the server has no room for `{}`", number));
    }
  }
  return std::nullopt;
}

/// Reads a text of a type; the modifier is one that its input function looks at.
using Reader = Fault (*)(std::string_view text, std::int32_t modifier);

template <bool (*is_value)(std::string_view)>
auto when(std::string_view text, std::int32_t /*modifier*/) -> Fault {
  return is_value(text) ? Fault{} : Fault{malformed({})};
}
/// By a function that gives what it reads, or nothing.
template <auto read>
auto read_by(std::string_view text, std::int32_t /*modifier*/) -> Fault {
  return read(text) ? Fault{} : Fault{malformed({})};
}
template <Fault (*find_fault)(std::string_view)>
auto found_by(std::string_view text, std::int32_t /*modifier*/) -> Fault {
  return find_fault(text);
}
auto never(std::string_view /*text*/, std::int32_t /*modifier*/) -> Fault { return malformed({}); }
template <class Integer>
auto integer(std::string_view text, std::int32_t /*modifier*/) -> Fault {
  constexpr auto maximum = std::numeric_limits<Integer>::max();
  return is_integer(text, std::uint64_t{maximum}) ? Fault{} : Fault{malformed({})};
}
template <DateType type>
auto datetime(std::string_view text, std::int32_t /*modifier*/) -> Fault {
  return find_datetime_fault(text, type);
}

struct BuiltinType {
  Oid type;
  Reader read;
  std::string_view expected;
};

constexpr auto types = std::to_array<BuiltinType>({
    {oid::bool_, when<is_boolean>, "it must be 'true' or 'false'"},
    {oid::bytea, when<is_bytea>, "it must be hexadecimal, as '\\x1f00'"},
    {oid::int8,
     integer<std::int64_t>,
     "it must be a whole number from -9223372036854775808 to 9223372036854775807"},
    {oid::int2, integer<std::int16_t>, "it must be a whole number from -32768 to 32767"},
    {oid::int4, integer<std::int32_t>, "it must be a whole number from -2147483648 to 2147483647"},
    {oid::oid, when<is_oid>, "it must be a whole number from 0 to 4294967295"},
    {oid::int2vector, when<is_int2vector>, "it must be small whole numbers, such as '1 2 3'"},
    {oid::oidvector, when<is_oidvector>, "it must be whole numbers, such as '1 2 3'"},
    {oid::txid_snapshot, when<is_snapshot>, "it must be transactions, such as '10:20:10,14,15'"},
    {oid::pg_snapshot, when<is_snapshot>, "it must be transactions, such as '10:20:10,14,15'"},
    {oid::money, when<is_money>, "it must be an amount, such as '12.50'"},
    {oid::xml, when<is_xml>, "it must be well-formed XML, such as '<a>text</a>'"},
    {oid::jsonpath, found_by<find_jsonpath_fault>, "it must be a path, such as '$.items[*].price'"},
    {oid::tsvector, found_by<find_tsvector_fault>, "it must be words, such as 'fat:1A cat:3'"},
    {oid::tsquery,
     found_by<find_tsquery_fault>,
     "it must be words and operators, such as 'fat & (rat | !cat)'"},
    {oid::regproc, when<is_object_name>, "it must be the name of a function"},
    {oid::regclass, when<is_object_name>, "it must be the name of a relation"},
    {oid::regcollation, when<is_object_name>, "it must be the name of a collation"},
    {oid::regconfig, when<is_object_name>, "it must be the name of a text search configuration"},
    {oid::regdictionary, when<is_object_name>, "it must be the name of a text search dictionary"},
    {oid::regnamespace, when<is_plain_object_name>, "it must be the name of a schema"},
    {oid::regrole, when<is_plain_object_name>, "it must be the name of a role"},
    {oid::regprocedure,
     when<is_object_signature>,
     "it must be a function with the types of its arguments, such as 'abs(int)'"},
    {oid::regoperator,
     when<is_object_signature>,
     "it must be an operator with the types of its operands, such as '+(int,int)'"},
    {oid::pg_node_tree, never, "the server reads no texts as it"},
    {oid::pg_ndistinct, never, "the server reads no texts as it"},
    {oid::pg_dependencies, never, "the server reads no texts as it"},
    {oid::pg_mcv_list, never, "the server reads no texts as it"},
    {oid::pg_brin_bloom_summary, never, "the server reads no texts as it"},
    {oid::pg_brin_minmax_multi_summary, never, "the server reads no texts as it"},
    {oid::gtsvector, never, "the server reads no texts as it"},
    {oid::tid, when<is_tid>, "it must be a block and an offset, as '(0,1)'"},
    {oid::json,
     found_by<find_json_fault>,
     "it must be one JSON value; strings in it are in double quotes"},
    {oid::point, read_by<read_point>, "it must be a point, such as '(1,2)'"},
    {oid::lseg, read_by<read_lseg>, "it must be two points, such as '[(1,2),(3,4)]'"},
    {oid::path, read_by<read_path>, "it must be points, such as '[(1,2),(3,4)]'"},
    {oid::box, read_by<read_box>, "it must be two corners, such as '(1,2),(3,4)'"},
    {oid::polygon, read_by<read_polygon>, "it must be points, such as '((1,2),(3,4),(5,6))'"},
    {oid::line,
     read_by<read_line>,
     "it must be '{A,B,C}', of which A or B is not zero, or two points"},
    {oid::float4,
     when<is_float4>,
     "it must be a number from -3.4e38 to 3.4e38, such as '12.5' or '1e6'"},
    {oid::float8,
     when<is_float8>,
     "it must be a number from -1.7e308 to 1.7e308, such as '12.5' or '1e6'"},
    {oid::circle, read_by<read_circle>, "it must be a center and a radius, such as '<(1,2),3>'"},
    {oid::macaddr8, when<is_macaddr8>, "it must be eight bytes, as '08:00:2b:01:02:03:04:05'"},
    {oid::macaddr, when<is_macaddr>, "it must be six bytes, as '08:00:2b:01:02:03'"},
    {oid::cidr, when<is_cidr>, "it must be a network, as '192.168.0.0/24' or '2001:db8::/32'"},
    {oid::inet, when<is_inet>, "it must be an address, as '192.168.0.1/24' or '::1'"},
    {oid::date, datetime<DateType::date>, "it must be a date, such as '2026-01-31'"},
    {oid::time, datetime<DateType::time>, "it must be a time, such as '12:30:00'"},
    {oid::timestamp,
     datetime<DateType::timestamp>,
     "it must be a moment, such as '2026-01-31 12:30:00'"},
    {oid::timestamptz,
     datetime<DateType::timestamptz>,
     "it must be a moment, such as '2026-01-31 12:30:00+02'"},
    {oid::interval, find_interval_fault, "it must be spans of time, such as '1 day 2 hours'"},
    {oid::timetz, datetime<DateType::time>, "it must be a time, such as '12:30:00+02'"},
    {oid::bpchar, find_character_fault, "it is too long"},
    {oid::varchar, find_character_fault, "it is too long"},
    {oid::bit, find_bit_fault, "it must be binary digits, as '0101', or 'x1F'"},
    {oid::varbit, find_varbit_fault, "it must be binary digits, as '0101', or 'x1F'"},
    {oid::numeric, find_numeric_fault, "it must be a decimal number, such as '12.50'"},
    {oid::uuid, when<is_uuid>, "it must have 32 hexadecimal digits, in groups of 8-4-4-4-12"},
    {oid::pg_lsn, when<is_pg_lsn>, "it must be two hexadecimal numbers, as '16/B374D848'"},
    {oid::jsonb,
     found_by<find_jsonb_fault>,
     "it must be one JSON value; strings in it are in double quotes"},
});

}  // namespace

auto find_builtin_fault(catalog::TypeRef type, std::string_view text)
    -> std::optional<LiteralFault> {
  const auto* const known = std::ranges::find(types, type.oid, &BuiltinType::type);
  if (known == types.end()) return std::nullopt;
  auto fault = known->read(text, type.modifier);
  if (!fault) return std::nullopt;
  auto expected = std::string{known->expected};
  if (!fault->reason.empty()) expected += ": " + fault->reason;
  return LiteralFault{std::move(expected)};
}

}  // namespace ormc::query
