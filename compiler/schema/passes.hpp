#pragma once

#include "schema/resolution.hpp"
#include "schema/resolve.hpp"

/// The passes of `resolve`, in the order in which they run; each has a file of its name. A pass
/// relies on all before it, runs over the whole program, and reports what is wrong with its own
/// subject.
namespace ormc::schema {

// ---- what there is

/// The modules and their schemas in the database.
void collect_modules(Resolution& resolution);
/// What extensions bring is there for everything else.
void resolve_extensions(Resolution& resolution, const ExtensionFiles& files);
/// Every declaration gets its id and its names; two of one name are an error.
void collect_names(Resolution& resolution);

// ---- types

void resolve_enums(Resolution& resolution);
/// Domains and aliases, in order of dependency.
void resolve_domains(Resolution& resolution);
/// The collations, access methods and operator classes of the program are there for everything
/// else.
void resolve_collations(Resolution& resolution);
void resolve_access_methods(Resolution& resolution);
void resolve_operator_classes(Resolution& resolution);
/// What stands outside of models and is on one gets there.
void place_members(Resolution& resolution);
/// Models get the members of the abstract models that they include.
void expand_mixins(Resolution& resolution);
/// What each field is: a column, or which side of which relation.
void classify_fields(Resolution& resolution);
void classify_field(Resolution& resolution, FieldDraft& field);
/// Tables get the fields of those that they inherit from, are partitions of, or are of the type of.
void inherit_fields(Resolution& resolution);
/// The columns of every field: a relation takes the types of the key that it refers to.
void resolve_field_types(Resolution& resolution);
/// Every model gets its columns.
void resolve_columns(Resolution& resolution);
/// The fields of composites; no type contains itself.
void resolve_composites(Resolution& resolution);

// ---- keys, indexes and relations

void resolve_keys(Resolution& resolution);
void resolve_indexes(Resolution& resolution);
/// Lists and the like find the relation that they are the other side of, or what they go through.
void pair_relations(Resolution& resolution);
/// Lists on both sides without a model between them get one.
void make_junctions(Resolution& resolution);
/// Every relation, with the foreign key of those that have one.
void resolve_relations(Resolution& resolution);
/// Foreign keys that were written as such.
void resolve_foreign_keys(Resolution& resolution);
/// What foreign keys refer to is unique and of the same type; their actions can work.
void check_foreign_keys(Resolution& resolution);

// ---- the rest of a table

void resolve_checks(Resolution& resolution);
void resolve_exclusions(Resolution& resolution);
void resolve_default_orders(Resolution& resolution);
/// Storage, partitions, foreign tables: what kind of table it is.
void resolve_tables(Resolution& resolution);
void resolve_statistics(Resolution& resolution);
void resolve_policies(Resolution& resolution);

// ---- objects beside tables

void resolve_functions(Resolution& resolution);
void resolve_aggregates(Resolution& resolution);
/// After functions: an operator calls one.
void resolve_operators(Resolution& resolution);
void resolve_casts(Resolution& resolution);
void resolve_opaque_objects(Resolution& resolution);
void resolve_sequences(Resolution& resolution);
/// The options of views, and the indexes of materialized ones.
void resolve_views(Resolution& resolution);
/// After functions: triggers call them.
void resolve_triggers(Resolution& resolution);
/// After triggers: which columns they give values before a row is inserted.
void find_columns_filled_by_triggers(Resolution& resolution);
void resolve_rules(Resolution& resolution);
/// What is said in PostgreSQL's own words.
void resolve_definitions(Resolution& resolution);

// ---- the whole

/// Columns that may be NULL in rows of tables that inherit, though not in the table's own.
void find_nullable_below(Resolution& resolution);
/// What failed is listed or gets a type of its own, so that later stages find nothing half-made.
void settle_failures(Resolution& resolution);
/// `@was` names what is no more.
void check_former_names(Resolution& resolution);
/// Models' row types get their fields.
void complete_row_types(Resolution& resolution);
/// Constraints and indexes without a name get the one that PostgreSQL would give them.
void name_constraints(Resolution& resolution);
/// No two names are one in the database, and all can be names there.
void check_names(Resolution& resolution);
/// Foreign keys that no index serves.
void check_foreign_key_indexes(Resolution& resolution);
/// Rows that need each other.
void check_required_cycles(Resolution& resolution);

}  // namespace ormc::schema
