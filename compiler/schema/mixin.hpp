#pragma once

#include <optional>

#include "schema/resolution.hpp"

namespace ormc::schema {

/// The abstract model of a name: in `from`, else in any module if it is unique there.
auto find_mixin(const Resolution& resolution, ModuleId from, const syntax::QualifiedName& name)
    -> std::optional<Mixin>;

}  // namespace ormc::schema
