#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "query/ir.hpp"

/// The statements that make each object of a schema. Each is complete, with its semicolon, laid out
/// over lines; names are always qualified.
namespace ormc::sql {

/// Whether constants have casts to the types that they are taken for: what is only compared says
/// them.
enum class Constants : std::uint8_t { as_written, with_types };

struct DdlContext {
  const schema::Schema& schema;
  const query::Program& program;
  Constants constants = Constants::as_written;
};

auto create_enum(const DdlContext& context, const schema::Enum& type) -> std::string;
auto create_domain(const DdlContext& context, const schema::Domain& type) -> std::string;
auto create_composite(const DdlContext& context, const schema::Composite& type) -> std::string;
auto create_function(const DdlContext& context, const schema::Function& function) -> std::string;
auto create_aggregate(const DdlContext& context, const schema::Aggregate& aggregate) -> std::string;
auto create_operator(const DdlContext& context, const schema::Operator& op) -> std::string;
/// Whether a view is new, or takes the place of a placeholder.
enum class ViewIs : std::uint8_t { made, replaced };
auto create_view(const DdlContext& context, schema::ViewId view, ViewIs state = ViewIs::made)
    -> std::string;
/// A view of the columns of `view` that has no rows and needs nothing but their types.
auto create_placeholder(const DdlContext& context, schema::ViewId view) -> std::string;
auto create_extension(const schema::Extension& extension) -> std::string;
auto create_range(const DdlContext& context, const schema::RangeType& type) -> std::string;
/// Its name alone.
auto create_shell_range(const DdlContext& context, const schema::RangeType& type) -> std::string;
/// The name of a type, which functions may speak of before it is there; and the type itself, unless
/// it is only that.
auto create_shell_type(const DdlContext& context, const schema::BaseType& type) -> std::string;
auto create_base_type(const DdlContext& context, const schema::BaseType& type) -> std::string;
auto create_sequence(const schema::Sequence& sequence) -> std::string;
/// Ties a sequence that has an owner to it.
auto own_sequence(const DdlContext& context, const schema::Sequence& sequence) -> std::string;
auto create_definition(const schema::Definition& definition) -> std::string;

/// The table with the constraints that hold from the start; of its foreign keys those in
/// `foreign_keys`, of its keys all but `late`: the others are added later.
auto create_table(const DdlContext& context,
                  const schema::Model& model,
                  const std::vector<const schema::ForeignKey*>& foreign_keys,
                  const std::vector<const schema::Key*>& late = {}) -> std::string;
/// A table without the checks and defaults of its own that can be added when it is there, and what
/// adds them: what they call may need the table.
auto without_late_exprs(const schema::Model& model) -> schema::Model;
auto add_late_exprs(const DdlContext& context, const schema::Model& model) -> std::string;
/// `alter table ... add constraint`: foreign keys in cycles, and constraints that are not valid
/// yet.
auto add_foreign_key(const DdlContext& context,
                     const schema::Model& model,
                     const schema::ForeignKey& key) -> std::string;
auto add_check(const DdlContext& context, const schema::Model& model, const schema::Check& check)
    -> std::string;
/// The index on a partitioned table and on its partitions, or `only` on itself.
enum class IndexIs : std::uint8_t { whole, only };
auto create_index(const DdlContext& context,
                  const schema::Model& model,
                  const schema::Index& index,
                  IndexIs extent = IndexIs::whole) -> std::string;
/// The key on a partitioned table and on its partitions, or `only` on itself.
auto add_key(const schema::Model& model, const schema::Key& key, IndexIs extent = IndexIs::whole)
    -> std::string;
/// Keys of a partitioned table that cannot stand in it, since their parts have to be named.
auto late_keys(const DdlContext& context, schema::ModelId id) -> std::vector<const schema::Key*>;
/// Such keys and the indexes of a table, those that are no parts of others, each with its parts
/// where those are said or could be mistaken.
auto create_indexes(const DdlContext& context, schema::ModelId id) -> std::string;
/// What `create index` and `add constraint` cannot say: the statistics of expressions. `relation`
/// is the index, qualified.
auto alter_index_columns(const std::string& relation,
                         const std::vector<schema::IndexElement>& elements) -> std::string;
auto create_index(const DdlContext& context, const schema::View& view, const schema::Index& index)
    -> std::string;
/// What `create table` cannot say of columns: storage, statistics, options, and what is otherwise
/// of inherited ones.
auto alter_columns(const DdlContext& context, const schema::Model& model) -> std::string;
/// Makes a table a partition of its parent; one that has its parents' columns in an order of its
/// own inherits only then, too.
auto attach_table(const DdlContext& context, const schema::Model& model) -> std::string;
/// What is said of a table once its keys and indexes are there: replica identity, clustering,
/// comments on constraints and indexes.
auto finish_table(const schema::Model& model) -> std::string;
/// Row security, statistics, triggers, rules and policies, in this order.
auto create_members(const DdlContext& context, const schema::Model& model) -> std::string;
auto create_members(const DdlContext& context, const schema::View& view) -> std::string;
/// What a partition says of its parent's triggers, once they are there: of those of a partition of
/// a partition after those of that one.
auto alter_inherited_triggers(const schema::Model& model) -> std::string;
/// The sequence of a serial column that counts in its own way, made before the table.
auto create_sequences(const schema::Model& model) -> std::string;
/// Ties such sequences to their columns, so that they are dropped with them.
auto own_sequences(const schema::Model& model) -> std::string;

/// One column as `create table` and `add column` write it.
auto column_definition(const DdlContext& context,
                       const schema::Model& model,
                       const schema::Column& column) -> std::string;

/// `comment on ...` for an object and its parts, empty when there are no doc comments.
auto comment_on(std::string_view kind, std::string_view name, std::string_view doc) -> std::string;
auto comments_on_table(const schema::Model& model) -> std::string;
auto comments_on_composite(const DdlContext& context, const schema::Composite& type) -> std::string;
/// A function with the types of its arguments, as `comment on` and `drop` name it.
auto function_signature(const DdlContext& context, const schema::Function& function) -> std::string;

/// An expression of the schema where the grammar allows any (`check (...)`), only an operand
/// (`default ...`), or the element of an index.
auto expr_text(const DdlContext& context, schema::ExprId expr) -> std::string;
auto operand_text(const DdlContext& context, schema::ExprId expr) -> std::string;
auto element_text(const DdlContext& context, schema::ExprId expr) -> std::string;

}  // namespace ormc::sql
