#pragma once

#include <cstdint>

namespace orm {

/// Which type of the database a parameter or a column has: the OID of a built-in type, or the name
/// of a user's enum, composite, domain or range. Names are resolved once per connection.
///
/// A column of a domain is described by the server as its base type, so `columns` of a statement
/// name the base type; `parameters` may name either.
struct type {
  std::uint32_t oid = 0;         ///< of a built-in type; 0 means: look at the name
  const char* schema = nullptr;  ///< null with a name: found through the search path
  const char* name = nullptr;    ///< as in pg_type.typname; of the element, for an array
  bool array = false;            ///< the array over the named type
};

/// The built-in types, under PostgreSQL's own names (`boolean`, `character` and `name` by typname).
namespace types {

inline constexpr type any{0};  ///< left to the server: accepts what it infers or sends
inline constexpr type boolean{16}, bytea{17}, character{18}, name{19}, int8{20}, int2{21}, int4{23},
    regproc{24}, text{25}, oid{26}, tid{27}, xid{28}, cid{29}, json{114}, xml{142}, xid8{5069},
    point{600}, lseg{601}, path{602}, box{603}, polygon{604}, line{628}, float4{700}, float8{701},
    circle{718}, money{790}, macaddr{829}, inet{869}, cidr{650}, macaddr8{774}, bpchar{1042},
    varchar{1043}, date{1082}, time{1083}, timestamp{1114}, timestamptz{1184}, interval{1186},
    timetz{1266}, bit{1560}, varbit{1562}, numeric{1700}, refcursor{1790}, regprocedure{2202},
    regoper{2203}, regoperator{2204}, regclass{2205}, regtype{2206}, regrole{4096},
    regnamespace{4089}, regconfig{3734}, regdictionary{3769}, regcollation{4191}, record{2249},
    uuid{2950}, pg_lsn{3220}, tsvector{3614}, tsquery{3615}, jsonb{3802}, jsonpath{4072},
    int4range{3904}, numrange{3906}, tsrange{3908}, tstzrange{3910}, daterange{3912},
    int8range{3926}, int4multirange{4451}, nummultirange{4532}, tsmultirange{4533},
    tstzmultirange{4534}, datemultirange{4535}, int8multirange{4536}, void_{2278}, unknown{705},
    cstring{2275};

inline constexpr type boolean_array{1000}, bytea_array{1001}, character_array{1002},
    name_array{1003}, int8_array{1016}, int2_array{1005}, int4_array{1007}, text_array{1009},
    oid_array{1028}, tid_array{1010}, xid_array{1011}, cid_array{1012}, json_array{199},
    xml_array{143}, xid8_array{271}, point_array{1017}, lseg_array{1018}, path_array{1019},
    box_array{1020}, polygon_array{1027}, line_array{629}, float4_array{1021}, float8_array{1022},
    circle_array{719}, money_array{791}, macaddr_array{1040}, inet_array{1041}, cidr_array{651},
    macaddr8_array{775}, bpchar_array{1014}, varchar_array{1015}, date_array{1182},
    time_array{1183}, timestamp_array{1115}, timestamptz_array{1185}, interval_array{1187},
    timetz_array{1270}, bit_array{1561}, varbit_array{1563}, numeric_array{1231},
    record_array{2287}, uuid_array{2951}, pg_lsn_array{3221}, tsvector_array{3643},
    tsquery_array{3645}, jsonb_array{3807}, jsonpath_array{4073}, int4range_array{3905},
    numrange_array{3907}, tsrange_array{3909}, tstzrange_array{3911}, daterange_array{3913},
    int8range_array{3927}, int4multirange_array{6150}, nummultirange_array{6151},
    tsmultirange_array{6152}, tstzmultirange_array{6153}, datemultirange_array{6155},
    int8multirange_array{6157}, regclass_array{2210}, regtype_array{2211};

}  // namespace types
}  // namespace orm
