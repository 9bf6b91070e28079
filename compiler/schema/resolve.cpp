#include "schema/resolve.hpp"

#include "schema/passes.hpp"

namespace ormc::schema {

auto resolve(const std::vector<syntax::Tree>& trees,
             const source::SourceSet& sources,
             diagnostics::Diagnostics& diagnostics,
             const ExtensionFiles& extension_files) -> Schema {
  auto resolution = Resolution{trees, sources, diagnostics};

  collect_modules(resolution);
  resolve_extensions(resolution, extension_files);
  collect_names(resolution);
  resolve_collations(resolution);
  resolve_access_methods(resolution);

  resolve_enums(resolution);
  resolve_domains(resolution);
  resolve_operator_classes(resolution);
  expand_mixins(resolution);
  place_members(resolution);
  classify_fields(resolution);
  inherit_fields(resolution);
  resolve_field_types(resolution);
  resolve_columns(resolution);
  resolve_composites(resolution);

  resolve_keys(resolution);
  resolve_indexes(resolution);
  pair_relations(resolution);
  make_junctions(resolution);
  resolve_relations(resolution);
  resolve_foreign_keys(resolution);
  check_foreign_keys(resolution);

  resolve_checks(resolution);
  resolve_exclusions(resolution);
  resolve_default_orders(resolution);
  resolve_tables(resolution);
  resolve_statistics(resolution);
  resolve_policies(resolution);

  resolve_functions(resolution);
  resolve_aggregates(resolution);
  resolve_operators(resolution);
  resolve_casts(resolution);
  resolve_opaque_objects(resolution);
  resolve_sequences(resolution);
  resolve_views(resolution);
  resolve_triggers(resolution);
  find_columns_filled_by_triggers(resolution);
  resolve_rules(resolution);
  resolve_definitions(resolution);

  find_nullable_below(resolution);
  settle_failures(resolution);
  check_former_names(resolution);
  complete_row_types(resolution);
  name_constraints(resolution);
  check_names(resolution);
  check_foreign_key_indexes(resolution);
  check_required_cycles(resolution);
  return std::move(resolution.schema);
}

}  // namespace ormc::schema
