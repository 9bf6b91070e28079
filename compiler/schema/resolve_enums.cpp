#include <map>

#include "diagnostics/schema_diagnostics.hpp"
#include "schema/attributes.hpp"
#include "schema/passes.hpp"

namespace ormc::schema {
namespace {

using diagnostics::DuplicateEnumValue;
using diagnostics::EmptyEnum;

void resolve_values(Resolution& resolution, const syntax::Enum& node, Enum& result) {
  auto by_label = std::map<std::string, const syntax::Name*>{};
  for (const auto& value : node.values) {
    check_attributes(value.attributes, Place::enum_value, resolution.diagnostics);
    const auto label = attribute_text(value.attributes, "name").value_or(value.name.text);
    const auto [other, is_new] = by_label.emplace(label, &value.name);
    if (!is_new) {
      resolution.diagnostics.report(value.name.span, DuplicateEnumValue{label, node.name.text})
          .label(other->second->span, DuplicateEnumValue::first);
      continue;
    }
    result.values.push_back({.label = label,
                             .name = value.name.text,
                             .doc = value.doc,
                             .was = attribute_text(value.attributes, "was")});
  }
}

}  // namespace

void resolve_enums(Resolution& resolution) {
  auto& schema = resolution.schema;
  for (auto i = std::size_t{0}; i < schema.enums.size(); ++i) {
    auto& result = schema.enums[i];
    resolve_values(resolution, *resolution.enums[i], result);
    if (resolution.enums[i]->values.empty()) {
      resolution.diagnostics.report(result.span, EmptyEnum{result.name});
    }
    auto labels = std::vector<std::string>{};
    for (const auto& value : result.values) labels.push_back(value.label);
    result.type =
        schema.catalog.add_enum(schema.at(result.module).sql_schema, result.sql_name, labels);
    schema.names.types.emplace(result.type, EnumId{static_cast<std::uint32_t>(i)});
  }
}

}  // namespace ormc::schema
