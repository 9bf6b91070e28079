#pragma once

#include "schema/attributes.hpp"

namespace ormc::schema {

/// When a trigger or a rule fires: `@disabled`, `@enabled(always)`, `@enabled(replica)`.
auto enabled_of(const Attributes& attributes, diagnostics::Diagnostics& diagnostics)
    -> Trigger::Enabled;

}  // namespace ormc::schema
