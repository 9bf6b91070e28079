#include <algorithm>
#include <array>

#include "diagnostics/table_diagnostics.hpp"
#include "schema/attributes.hpp"
#include "schema/index_elements.hpp"
#include "schema/naming.hpp"
#include "schema/operator_class.hpp"
#include "schema/passes.hpp"
#include "schema/storage_options.hpp"

namespace ormc::schema {
namespace {

using diagnostics::PartitionBound;
using diagnostics::PartitionedKey;
using diagnostics::UnknownWord;
using diagnostics::Unsupported;
using Bound = syntax::PartitionOf::Bound;

auto method_of(Bound bound) -> std::string_view {
  switch (bound) {
    case Bound::by_default:
      return {};
    case Bound::in:
      return "list";
    case Bound::range:
      return "range";
    case Bound::hash:
      return "hash";
  }
  return {};
}

auto counted(std::size_t values) -> std::string {
  return values == 1 ? "one value" : std::to_string(values) + " values";
}

/// What kind of table one model is.
class TableResolver {
 public:
  TableResolver(Resolution& resolution, ModelId id)
      : resolution_(resolution), id_(id), node_(*resolution.draft(id).syntax) {}

  void resolve_storage() {
    auto& model = resolution_.at(id_);
    const auto& attributes = node_.attributes;
    model.unlogged = has_attribute(attributes, "unlogged");
    model.tablespace = attribute_text(attributes, "tablespace");
    model.access_method = attribute_text(attributes, "access_method");
    if (const auto* with = find_attribute(attributes, "with")) {
      model.options = option_arguments(*with).value_or(Options{});
      check_storage(model.options, StorageOf::table, with->span, resolution_.diagnostics);
    }
    if (const auto* identity = find_attribute(attributes, "replica_identity")) {
      model.replica_identity =
          replica_identity(text_argument(*identity).value_or(words_argument(*identity)));
    }
    if (const auto* security = find_attribute(attributes, "row_security")) {
      const auto word = fold(text_argument(*security).value_or(""));
      const auto is_off = word == "forced_once_enabled";
      model.row_security = !is_off;
      model.row_security_forced = word == "forced" || is_off;
      if (!word.empty() && !model.row_security_forced) {
        resolution_.diagnostics.report(
            security->span, UnknownWord{"row security", word, {"forced", "forced_once_enabled"}});
      }
    }
    if (node_.server) resolve_foreign(*node_.server);
    check_columns();
  }

  void resolve_partitions() {
    if (node_.partition_by) resolve_key(*node_.partition_by);
  }

  /// After all keys: a bound is assigned to its parent's.
  void resolve_bound() {
    auto& model = resolution_.at(id_);
    if (!model.partition_of) return;
    const auto& written = *node_.partition_of;
    const auto& parent = resolution_.schema.at(model.partition_of->parent);
    if (!parent.partition_by) {
      report_bound(written.span,
                   parent,
                   "is not partitioned",
                   "say by what it is: `partition by range (...)`");
      return;
    }
    const auto method = method_of(written.bound);
    const auto& key = *parent.partition_by;
    if (!method.empty() && method != key.method) {
      report_bound(
          written.parent.span, parent, "is partitioned by " + key.method, by_method(key.method));
      return;
    }
    if (written.bound == Bound::by_default && key.method == "hash") {
      report_bound(written.span, parent, "is partitioned by hash, where nothing is left over", "");
      return;
    }
    fill_bound(written, key, parent);
  }

  /// Every key of a partitioned table holds the columns that it is partitioned by.
  void check_keys() {
    const auto& model = resolution_.schema.at(id_);
    if (!model.partition_by) return;
    if (model.primary_key) check_key(model, *model.primary_key);
    for (const auto& key : model.unique_keys) check_key(model, key);
    for (const auto& key : model.only_keys) check_key(model, key);
  }

 private:
  void report_bound(Span span, const Model& parent, std::string problem, std::string remedy) {
    resolution_.diagnostics
        .report(span, PartitionBound{parent.name, std::move(problem), std::move(remedy)})
        .label(parent.span, PartitionBound::parent_here);
  }

  static auto by_method(const std::string& method) -> std::string {
    if (method == "list") return "write `for values in (...)`";
    if (method == "range") return "write `for values from (...) to (...)`";
    return "write `for values with (modulus n, remainder m)`";
  }

  static auto replica_identity(const std::string& text) -> ReplicaIdentity {
    using Kind = ReplicaIdentity::Kind;
    if (text == "full") return {Kind::full, {}};
    if (text == "nothing") return {Kind::nothing, {}};
    if (text == "default") return {};
    return {Kind::index, text};
  }

  void resolve_foreign(const syntax::Name& server) {
    auto& model = resolution_.at(id_);
    model.server = server.text;
    for (const auto& option : node_.options) {
      model.foreign_options.emplace_back(option.name.text, option.value);
    }
    const auto refuse = [&](Span span, const char* what) {
      resolution_.diagnostics.report(span,
                                     Unsupported{what, "cannot be: nobody would keep it", ""});
    };
    if (model.primary_key) refuse(model.primary_key->span, "a key of a foreign table");
    for (const auto& key : model.unique_keys) refuse(key.span, "a key of a foreign table");
    for (const auto& key : model.foreign_keys) refuse(key.span, "a foreign key of a foreign table");
    for (const auto& index : model.indexes) refuse(index.span, "an index of a foreign table");
    for (const auto& each : model.exclusions) refuse(each.span, "an exclusion of a foreign table");
  }

  /// Partitions and typed tables have the columns that they come with, and no others; what may not
  /// be NULL above may not be NULL here.
  void check_columns() {
    const auto& model = resolution_.schema.at(id_);
    for (const auto parent : model.parents) {
      const auto& above = resolution_.draft(parent);
      if (above.syntax == nullptr || !above.syntax->partition_by) continue;
      resolution_.diagnostics.report(
          model.span,
          Unsupported{"`" + model.name + "`",
                      "cannot inherit from a partitioned table",
                      "make it a partition: `partition of " + above.syntax->name.text + " ...`"});
    }
    const auto is_closed = model.partition_of || model.of_type;
    for (const auto& column : model.columns) {
      if (is_closed && !column.inherited) {
        resolution_.diagnostics.report(
            column.span,
            Unsupported{"`" + column.name + "`",
                        model.of_type ? "is no field of the table's type"
                                      : "is no column of the table that this is a partition of",
                        "declare it there"});
      }
      if (!model.partition_of || !column.local || !column.nullable) continue;
      const auto* above = partitioned_column(*model.partition_of, column.name);
      if (above == nullptr || above->nullable) continue;
      resolution_.diagnostics.report(
          column.span,
          Unsupported{"`" + column.name + "`",
                      "may not be NULL in the table that this is a partition of",
                      "leave the `?` out"});
    }
  }

  auto partitioned_column(const PartitionOf& partition, const std::string& name) const
      -> const Column* {
    const auto& columns = resolution_.schema.at(partition.parent).columns;
    const auto place = std::ranges::find(columns, name, &Column::name);
    return place == columns.end() ? nullptr : &*place;
  }

  void resolve_key(const syntax::PartitionBy& written) {
    static const auto methods = std::vector<std::string>{"range", "list", "hash"};
    const auto method = fold(written.method.text);
    if (std::ranges::find(methods, method) == methods.end()) {
      resolution_.diagnostics.report(written.method.span,
                                     UnknownWord{"way to partition", method, methods});
      return;
    }
    const auto access = method == "hash" ? "hash" : "btree";
    auto elements = resolve_index_elements(
        resolution_, id_, *resolution_.schema.catalog.find_access_method(access), written.elements);
    if (!elements) return;
    for (auto& element : *elements) {
      if (const auto* expr = std::get_if<ExprId>(&element.value)) {
        resolution_.schema.exprs[static_cast<std::size_t>(*expr)].use =
            SchemaExpr::Use::partition_key;
      }
    }
    if (method == "list" && elements->size() > 1) {
      resolution_.diagnostics.report(
          written.span,
          Unsupported{"a list", "is of one column", "partition the partitions again"});
    }
    resolution_.at(id_).partition_by = PartitionBy{method, std::move(*elements)};
  }

  /// The type of a column of the key; none of an expression, which is not bound yet.
  static auto type_of(const Model& parent, const IndexElement& element) -> TypeRef {
    const auto* column = std::get_if<ColumnIndex>(&element.value);
    return column ? parent.columns[*column].type : TypeRef{};
  }

  auto bound_value(const syntax::Expr& expr, TypeRef expected) -> PartitionOf::Value {
    if (const auto* name = std::get_if<syntax::NameRef>(&expr.node);
        name && name->name.parts.size() == 1) {
      const auto word = fold(name->name.parts.front().text);
      if (word == "minvalue") return PartitionOf::Edge::minimum;
      if (word == "maxvalue") return PartitionOf::Edge::maximum;
    }
    return resolution_.add_expr({.use = SchemaExpr::Use::partition_bound,
                                 .syntax = &expr,
                                 .model = {},
                                 .view = {},
                                 .domain = {},
                                 .expected = expected});
  }

  void fill_bound(const syntax::PartitionOf& written, const PartitionBy& key, const Model& parent) {
    // Copied: what follows may add to the models' expressions, not to the models.
    auto made = *resolution_.schema.at(id_).partition_of;
    const auto fill = [&](const std::vector<syntax::ExprPtr>& from, auto& into) {
      for (auto i = std::size_t{0}; i < from.size(); ++i) {
        const auto place = written.bound == Bound::range ? i : std::size_t{0};
        const auto& element = key.elements[std::min(place, key.elements.size() - 1)];
        into.push_back(bound_value(*from[i], type_of(parent, element)));
      }
    };
    fill(written.values, made.values);
    fill(written.upper, made.upper);
    if (written.bound == Bound::range &&
        (made.values.size() != key.elements.size() || made.upper.size() != key.elements.size())) {
      report_bound(written.span,
                   parent,
                   "is partitioned by " + counted(key.elements.size()),
                   "give as many on both sides");
      return;
    }
    const auto number = [&](const char* word) {
      const auto place = written.hash.find(word);
      return place == written.hash.end() ? std::string{} : place->second;
    };
    made.modulus = number("modulus");
    made.remainder = number("remainder");
    if (written.bound == Bound::hash && (made.modulus.empty() || made.remainder.empty())) {
      report_bound(written.span, parent, "is partitioned by hash", by_method("hash"));
      return;
    }
    resolution_.at(id_).partition_of = std::move(made);
  }

  void check_key(const Model& model, const Key& key) {
    for (const auto& element : model.partition_by->elements) {
      const auto* column = std::get_if<ColumnIndex>(&element.value);
      if (!column || std::ranges::find(key.columns, *column) != key.columns.end()) continue;
      resolution_.diagnostics.report(key.span,
                                     PartitionedKey{model.name, model.columns[*column].name});
      return;
    }
  }

  Resolution& resolution_;
  ModelId id_;
  const syntax::Model& node_;
};

}  // namespace

void resolve_tables(Resolution& resolution) {
  const auto each = [&](auto visit) {
    for (const auto id : resolution.model_ids()) {
      if (resolution.draft(id).syntax == nullptr) continue;  // a junction
      auto resolver = TableResolver{resolution, id};
      visit(resolver);
    }
  };
  each([](TableResolver& resolver) { resolver.resolve_storage(); });
  each([](TableResolver& resolver) { resolver.resolve_partitions(); });
  each([](TableResolver& resolver) { resolver.resolve_bound(); });
  each([](TableResolver& resolver) { resolver.check_keys(); });
}

}  // namespace ormc::schema
