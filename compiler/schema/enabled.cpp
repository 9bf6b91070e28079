#include "schema/enabled.hpp"

#include "diagnostics/table_diagnostics.hpp"
#include "schema/naming.hpp"

namespace ormc::schema {

auto enabled_of(const Attributes& attributes, diagnostics::Diagnostics& diagnostics)
    -> Trigger::Enabled {
  if (has_attribute(attributes, "disabled")) return Trigger::Enabled::disabled;
  const auto* attribute = find_attribute(attributes, "enabled");
  if (!attribute) return Trigger::Enabled::origin;
  const auto word = fold(text_argument(*attribute).value_or(""));
  if (word == "always") return Trigger::Enabled::always;
  if (word == "replica") return Trigger::Enabled::replica;
  if (word != "origin") {
    diagnostics.report(
        attribute->span,
        diagnostics::UnknownWord{"time to be enabled", word, {"always", "replica", "origin"}});
  }
  return Trigger::Enabled::origin;
}

}  // namespace ormc::schema
