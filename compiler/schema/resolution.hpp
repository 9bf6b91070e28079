#pragma once

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "diagnostics/diagnostic.hpp"
#include "schema/schema.hpp"
#include "schema/type_meaning.hpp"

/// What the passes of `resolve` share while the schema is being made: the schema so far, and drafts
/// that hold what is still syntax. A draft of kind `failed` has been reported; whatever refers to
/// it stays silent.
namespace ormc::schema {

/// An abstract model.
struct Mixin {
  ModuleId module;
  const syntax::Model* syntax = nullptr;
};

/// A column to be, known before its place in the table is.
struct ColumnDraft {
  std::string name;
  std::string sql_name;
  TypeRef type;
  std::optional<AliasId> alias;
};

/// A field of a key as it was named: a whole field, or one column of a relation.
struct KeyPart {
  std::size_t field = 0;
  std::optional<std::string> column;
};

/// What a list goes through: a model with a relation to each side.
struct ThroughDraft {
  ModelId junction;
  std::size_t this_side = 0;  // fields of the junction
  std::size_t other_side = 0;
};

struct FieldDraft {
  enum class Kind : std::uint8_t { failed, scalar, to_one, inverse_one, list };
  const syntax::Field* syntax = nullptr;
  ModuleId module{};  // where it is written: a mixin's, perhaps
  Kind kind = Kind::failed;
  bool serial = false;
  bool local = true;                      // declared here
  bool inherited = false;                 // a parent has it
  bool altered = false;                   // and this says only what is otherwise here
  std::optional<TypeOfField> same_as;     // scalar: typed after another field
  std::optional<ModelId> target;          // of relations
  std::vector<KeyPart> references;        // to_one: what it refers to, in the target
  bool owns_columns = true;               // to_one: false with `@fields`
  std::vector<ColumnDraft> columns;       // of scalar and to_one, once known
  std::vector<ColumnIndex> indices;       // the same, laid out
  std::optional<std::size_t> partner;     // the relation's other side: a field of the target
  std::optional<ThroughDraft> through;    // of lists
  std::optional<RelationIndex> relation;  // once resolved
};

struct ModelDraft {
  const syntax::Model* syntax = nullptr;
  std::vector<FieldDraft> fields;  // mixins' first, each mixin once
  std::map<std::string, std::size_t, std::less<>> field_places;
  // The other members, in the same order.
  std::vector<const syntax::Check*> checks;
  std::vector<const syntax::Index*> indexes;
  std::vector<const syntax::Key*> keys;
  std::vector<const syntax::ForeignKey*> foreign_keys;
  std::vector<const syntax::Exclusion*> exclusions;
  std::vector<const syntax::DefaultOrder*> default_orders;
  std::vector<const syntax::Trigger*> triggers;
  std::vector<const syntax::Policy*> policies;
  std::vector<const syntax::Rule*> rules;
  std::vector<const syntax::Statistics*> statistics;
  std::vector<const syntax::ColumnOrder*> column_orders;
  // What the database copies from parents by itself.
  std::vector<const syntax::Check*> inherited_checks;
  std::vector<const syntax::Key*> inherited_keys;
  std::vector<const syntax::ForeignKey*> inherited_foreign_keys;
};

struct ViewDraft {
  const syntax::View* syntax = nullptr;
  std::vector<const syntax::Index*> indexes;
  std::vector<const syntax::Statistics*> statistics;
  std::vector<const syntax::Trigger*> triggers;
  std::vector<const syntax::Rule*> rules;
};

/// An aggregate or an operator, before it gets an id.
template <class Syntax>
struct RoutineDraft {
  const Syntax* syntax = nullptr;
  ModuleId module{};
  std::string doc{};
};

/// An access method of the program's own. What its handler can do is not known but for PostgreSQL's
/// handlers: then the server judges.
struct OwnAccessMethod {
  std::string name;
  catalog::AccessMethod row;
};

struct Resolution {
  const std::vector<syntax::Tree>& trees;
  const source::SourceSet& sources;
  diagnostics::Diagnostics& diagnostics;
  Schema schema{};
  // What was declared, by the id that the schema gives it.
  std::vector<const syntax::Enum*> enums{};
  std::vector<const syntax::Domain*> domains{};
  std::vector<const syntax::Composite*> composites{};
  std::vector<const syntax::TypeAlias*> aliases{};
  std::vector<const syntax::RangeType*> range_types{};
  std::vector<ViewDraft> views{};
  std::vector<std::pair<const syntax::Function*, ModuleId>> functions{};  // before they get ids
  std::vector<std::string> function_docs{};
  std::map<Oid, Span> routine_places{};  // where functions and aggregates are declared
  std::vector<RoutineDraft<syntax::Aggregate>> aggregates{};
  std::vector<RoutineDraft<syntax::OperatorDeclaration>> operators{};
  std::vector<ModelDraft> models{};
  std::vector<Mixin> mixins{};
  std::deque<OwnAccessMethod> access_methods{};
  std::map<std::string, std::vector<std::size_t>, std::less<>> mixin_places{};

  auto at(ModelId id) -> Model& { return schema.models[static_cast<std::size_t>(id)]; }
  auto draft(ModelId id) -> ModelDraft& { return models[static_cast<std::size_t>(id)]; }
  auto draft(ModelId id) const -> const ModelDraft& { return models[static_cast<std::size_t>(id)]; }
  /// The ids of all models so far, in order.
  auto model_ids() const -> std::vector<ModelId>;

  /// Adds an expression that the next stage binds.
  auto add_expr(SchemaExpr expr) -> ExprId;

  /// A draft of a field by name, or nothing; reports nothing.
  auto find_field_draft(ModelId model, std::string_view name) const -> std::optional<std::size_t>;
  /// The columns that `name` means in a key or an index of `model`: a field's, or one column of a
  /// relation. Reports unknown names and fields without columns; empty when anything is wrong.
  auto columns_named(ModelId model, const syntax::Name& name) -> std::vector<ColumnIndex>;
  /// The same for several names; reports columns that come twice. Nothing when anything is wrong.
  auto columns_named(ModelId model, const std::vector<syntax::Name>& names)
      -> std::optional<std::vector<ColumnIndex>>;
  /// A type for people.
  auto type_name(TypeRef type) const -> std::string;
};

}  // namespace ormc::schema
