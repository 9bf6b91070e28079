#pragma once

#include "query/ir.hpp"

/// Some types have no binary form that means anything to a client: those of some extensions (`seg`,
/// `isbn`, `query_int`) and of the system's tables (`aclitem`, `anyarray`). Their values travel as
/// text, and the SQL says so: `$1::text::seg` on the way in, `span::text` on the way out; arrays of
/// them as arrays of text.
namespace ormc::sql {

/// Whether values of a type, or of a domain over it, travel as text.
auto travels_as_text(const catalog::Catalog& catalog, catalog::Oid type) -> bool;

/// What the server takes a parameter, or describes a column, of the type for.
auto wire_type(const catalog::Catalog& catalog, catalog::TypeRef type) -> catalog::TypeRef;

}  // namespace ormc::sql
