#include "driver/collect_facts.hpp"

#include <fmt/format.h>

#include <set>
#include <utility>

#include "sql/ddl.hpp"
#include "sql/print.hpp"
#include "sql/statements.hpp"

namespace ormc::driver {

namespace {

using schema::Relation;
using source::Span;

auto table_name(const schema::Model& model) -> std::string {
  return sql::quote_name({model.sql_schema, model.sql_name});
}

auto column_key(const schema::Model& model, const schema::Column& column) -> std::string {
  return "column " + sql::quote_name({model.sql_schema, model.sql_name, column.sql_name});
}

auto column_list(const schema::Model& model, const std::vector<schema::ColumnIndex>& columns)
    -> std::string {
  auto names = std::vector<std::string>{};
  for (const auto column : columns) {
    names.push_back(sql::quote_identifier(model.columns[column].sql_name));
  }
  return fmt::format("({})", fmt::join(names, ", "));
}

auto foreign_key_key(const schema::Model& from,
                     const std::vector<schema::ColumnIndex>& columns,
                     const schema::Model& to) -> std::string {
  return fmt::format(
      "foreign key {}{} {}", table_name(from), column_list(from, columns), table_name(to));
}

/// `text` without the part that says a comment, which is a fact by itself.
auto without(std::string text, const std::string& part) -> std::string {
  if (part.empty()) return text;
  if (const auto place = text.find(part); place != std::string::npos)
    text.erase(place, part.size());
  return text;
}

/// Goes over a schema and writes each thing as the statement that makes it alone.
class FactCollector {
 public:
  explicit FactCollector(const Compilation& compilation)
      : compilation_(compilation),
        schema_(compilation.schema),
        context_{compilation.schema, compilation.program, sql::Constants::with_types} {}

  auto collect() -> CollectedFacts {
    find_declarations();
    for (const auto& each : schema_.enums) collect_enum(each);
    for (const auto& each : schema_.composites) collect_composite(each);
    collect_types();
    collect_routines();
    for (const auto& each : schema_.models) collect_model(each);
    for (auto i = std::size_t{0}; i < schema_.views.size(); ++i) {
      collect_view(static_cast<schema::ViewId>(i));
    }
    collect_others();
    return std::move(collected_);
  }

 private:
  void add(DeclaredFact fact) {
    auto key = fact.key;
    if (fact.owner.empty()) fact.owner = key;
    for (auto number = 2; !keys_.insert(fact.key).second; ++number) {
      fact.key = fmt::format("{} #{}", key, number);
    }
    collected_.facts.push_back(std::move(fact));
  }

  void add_doc(const std::string& of,
               const std::string& doc,
               const std::string& owner,
               Span place) {
    if (!doc.empty()) add({"comment on " + of, doc, owner, place, true});
  }

  /// A thing without parts, with its comment.
  void add_whole(std::string_view kind,
                 const std::string& name,
                 std::string text,
                 const std::string& doc,
                 std::string_view comment_kind,
                 Span place) {
    auto key = fmt::format("{} {}", kind, name);
    text = without(std::move(text), sql::comment_on(comment_kind, name, doc));
    add_doc(key, doc, name, place);
    add({std::move(key), std::move(text), name, place});
  }

  auto name_in(schema::ModuleId module, const std::string& sql_name) const -> std::string {
    return sql::quote_name({schema_.at(module).sql_schema, sql_name});
  }

  // -- where things are declared

  void find_declarations() {
    for (const auto& tree : compilation_.trees) {
      for (const auto& declaration : tree.declarations) {
        const auto* model = std::get_if<syntax::Model>(&declaration.node);
        if (model != nullptr && !model->is_abstract) {
          models_[{declaration.span.file, declaration.span.begin}] = declaration.span;
          find_column_order(declaration.span, *model);
        }
        if (const auto* type = std::get_if<syntax::Enum>(&declaration.node)) {
          enums_[{type->name.span.file, type->name.span.begin}] = type;
        }
      }
    }
  }

  void find_column_order(Span declaration, const syntax::Model& model) {
    for (const auto& member : model.members) {
      if (const auto* order = std::get_if<syntax::ColumnOrder>(&member)) {
        column_orders_[{declaration.file, declaration.begin}] = order->span;
      }
    }
  }

  /// `columns (b, a)`: what is said of all columns, where it is said.
  void collect_column_order(const schema::Model& model) {
    const auto after = models_.upper_bound({own_.file, own_.begin});
    if (after == models_.begin()) return;
    const auto place = column_orders_.find(std::prev(after)->first);
    if (place == column_orders_.end()) return;
    auto names = std::vector<std::string>{};
    for (const auto& column : model.columns)
      names.push_back(sql::quote_identifier(column.sql_name));
    add({"columns " + owner_, fmt::format("{}", fmt::join(names, ", ")), owner_, place->second});
  }

  /// Whether a place is in the declaration of a model other than the one that is called at `own`:
  /// what stands there is a parent's.
  auto is_elsewhere(Span place, Span own) const -> bool {
    const auto after = models_.upper_bound({place.file, place.begin});
    if (after == models_.begin()) return false;
    const auto span = std::prev(after)->second;
    return is_within(place, span) && !is_within(own, span);
  }

  // -- types

  void collect_enum(const schema::Enum& type) {
    const auto name = name_in(type.module, type.sql_name);
    add_doc("type " + name, type.doc, name, type.span);
    add({"type " + name, "create type " + name + " as enum ();", name, type.span});
    const auto place = enums_.find({type.span.file, type.span.begin});
    for (auto i = std::size_t{0}; i < type.values.size(); ++i) {
      const auto& value = type.values[i];
      const auto is_known = place != enums_.end() && i < place->second->values.size();
      const auto span = is_known ? place->second->values[i].name.span : type.span;
      add({fmt::format("label {} {}", name, value.label), value.label, name, span});
    }
  }

  void collect_composite(const schema::Composite& type) {
    const auto name = name_in(type.module, type.sql_name);
    add_doc("type " + name, type.doc, name, type.span);
    add({"type " + name, "create type " + name + " as ();", name, type.span});
    for (const auto& field : type.fields) {
      auto one = type;
      one.doc.clear();
      one.fields = {field};
      one.fields.front().doc.clear();
      const auto key = "field " + name + "." + sql::quote_identifier(field.sql_name);
      add_doc(key, field.doc, name, field.span);
      add({key, sql::create_composite(context_, one), name, field.span});
    }
  }

  void collect_types() {
    const auto add_type = [&](const auto& type, std::string text, std::string_view comment_kind) {
      const auto name = name_in(type.module, type.sql_name);
      add_whole("type", name, std::move(text), type.doc, comment_kind, type.span);
    };
    for (const auto& each : schema_.domains) {
      add_type(each, sql::create_domain(context_, each), "domain");
    }
    for (const auto& each : schema_.range_types) {
      add_type(each, sql::create_range(context_, each), "type");
    }
    for (const auto& each : schema_.base_types) {
      add_type(each,
               sql::create_shell_type(context_, each) + sql::create_base_type(context_, each),
               "type");
    }
  }

  void collect_routines() {
    for (const auto& each : schema_.functions) {
      add_whole("function",
                sql::function_signature(context_, each),
                sql::create_function(context_, each) +
                    fmt::format("-- {}", fmt::join(each.depends_on, ", ")),
                each.doc,
                each.is_procedure ? "procedure" : "function",
                each.span);
    }
    for (const auto& each : schema_.aggregates) {
      const auto text = sql::create_aggregate(context_, each);
      add({"aggregate " + text.substr(0, text.find('\n')), text, {}, each.span});
    }
    for (const auto& each : schema_.operators) {
      const auto text = sql::create_operator(context_, each);
      const auto name = sql::quote_name({each.sql_schema, each.symbol});
      add({fmt::format("operator {} {} {}", name, each.left ? each.left->oid : 0, each.right.oid),
           text,
           {},
           each.span});
    }
  }

  void collect_others() {
    for (const auto& each : schema_.sequences) {
      add_whole("sequence",
                sql::quote_name({each.sql_schema, each.sql_name}),
                sql::create_sequence(each) + sql::own_sequence(context_, each),
                each.doc,
                "sequence",
                each.span);
    }
    for (const auto& each : schema_.extensions) {
      const auto name = sql::quote_identifier(each.name);
      auto one = each;
      one.version.reset();
      add_whole("extension", name, sql::create_extension(one), each.doc, "extension", each.span);
      if (!each.version) continue;
      add({.key = "version of extension " + name,
           .text = *each.version,
           .owner = name,
           .place = each.span,
           .basis = "extension " + name});
    }
    for (const auto& each : schema_.definitions) {
      const auto name = each.name.empty() ? each.text : each.name;
      add({each.kind + " " + name, sql::create_definition(each), {}, each.span});
    }
    for (const auto& each : schema_.opaque_objects) {
      add({"sql " + each.text, each.text, {}, each.span});
    }
  }

  // -- tables

  void collect_model(const schema::Model& model) {
    owner_ = table_name(model);
    own_ = model.span;
    collected_.junctions[owner_] = model.junction;
    stub_ = model;
    stub_.primary_key.reset();
    stub_.unique_keys.clear();
    stub_.only_keys.clear();
    stub_.foreign_keys.clear();
    stub_.checks.clear();
    stub_.indexes.clear();
    stub_.exclusions.clear();
    stub_.triggers.clear();
    stub_.policies.clear();
    stub_.rules.clear();
    stub_.statistics.clear();
    collect_head(model);
    collect_column_order(model);
    for (const auto& column : model.columns) collect_column(model, column);
    collect_constraints(model);
    for (const auto& relation : model.relations) collect_relation(model, relation);
    collect_code(model);
  }

  void collect_head(const schema::Model& model) {
    auto head = stub_;
    head.doc.clear();
    head.partition_of.reset();
    for (auto& column : head.columns) {
      column.local = false;
      column.doc.clear();
    }
    add_doc("table " + owner_, model.doc, owner_, model.span);
    add({"table " + owner_,
         sql::create_table(context_, head, {}) + sql::attach_table(context_, model) +
             sql::create_members(context_, stub_) + sql::finish_table(stub_),
         owner_,
         model.span});
    stub_.row_security = stub_.row_security_forced = false;
    stub_.replica_identity = {};
  }

  void collect_column(const schema::Model& model, const schema::Column& column) {
    if (is_elsewhere(column.span, own_)) return;
    const auto key = column_key(model, column);
    collected_.columns[key] = {&model, &column};
    add_doc(key, column.doc, owner_, column.span);
    auto text = std::string{};
    for (const auto part : column_parts) {
      text += column_part(context_, {&model, &column}, part) + ";";
    }
    add({key, std::move(text), owner_, column.span});
  }

  /// One thing of a table: where a list of the stub holds only it.
  template <class Thing, class Write>
  void add_member(std::vector<Thing>& list,
                  const Thing& thing,
                  std::string_view kind,
                  const std::string& name,
                  Write write) {
    if (is_elsewhere(thing.span, own_)) return;
    const auto key = fmt::format("{} {}.{}", kind, owner_, sql::quote_identifier(name));
    add_doc(key, thing.doc, owner_, thing.span);
    list = {thing};
    list.front().doc.clear();
    add({key, write(list.front()) + sql::finish_table(stub_), owner_, thing.span});
    list.clear();
  }

  void collect_constraints(const schema::Model& model) {
    const auto attached = [](const auto& part) {
      if (part.parent.empty()) return std::string{};
      return fmt::format("alter index {} attach partition {};\n",
                         sql::quote_identifier(part.parent),
                         sql::quote_identifier(part.sql_name));
    };
    const auto add_key = [&](const schema::Key& each) {
      return sql::create_table(context_, stub_, {}) + attached(each);
    };
    for (auto& column : stub_.columns) column.local = false;
    stub_.partition_of.reset();
    if (model.primary_key && !model.primary_key->inherited) {
      const auto& key = *model.primary_key;
      if (!is_elsewhere(key.span, own_)) {
        const auto name = fmt::format("primary key {}", owner_);
        add_doc(name, key.doc, owner_, key.span);
        stub_.primary_key = key;
        stub_.primary_key->doc.clear();
        add({name, add_key(key) + sql::finish_table(stub_), owner_, key.span});
        stub_.primary_key.reset();
      }
    }
    for (const auto& key : model.unique_keys) {
      if (!key.inherited) add_member(stub_.unique_keys, key, "unique key", key.sql_name, add_key);
    }
    for (const auto& key : model.only_keys) {
      const auto* kind = key.primary ? "primary key" : "unique key";
      add_member(stub_.only_keys, key, kind, key.sql_name, [&](const auto& each) {
        return sql::add_key(stub_, each, sql::IndexIs::only) + attached(each);
      });
    }
    for (const auto& check : model.checks) {
      if (check.inherited) continue;
      add_member(stub_.checks, check, "check", check.sql_name, [&](const auto& each) {
        return sql::add_check(context_, stub_, each);
      });
    }
    for (const auto& each : model.exclusions) {
      add_member(stub_.exclusions, each, "exclusion", each.sql_name, [&](const auto&) {
        return sql::create_table(context_, stub_, {});
      });
    }
    for (const auto& index : model.indexes) {
      add_member(stub_.indexes, index, "index", index.sql_name, [&](const auto& each) {
        return sql::create_index(context_, stub_, each) + attached(each);
      });
    }
    for (const auto& key : model.foreign_keys) {
      if (!key.inherited && !is_elsewhere(key.span, own_)) collect_foreign_key(model, key);
    }
  }

  void collect_foreign_key(const schema::Model& model, const schema::ForeignKey& key) {
    const auto name = foreign_key_key(model, key.columns, schema_.at(key.target));
    add_doc(name, key.doc, owner_, key.span);
    auto text = sql::add_foreign_key(context_, model, key);
    for (const auto& relation : model.relations) {
      const auto is_of_key = relation.kind == Relation::Kind::to_one &&
                             relation.local_columns == key.columns && relation.target == key.target;
      if (is_of_key && relation.nullable) text += "-- may be absent\n";
    }
    add({.key = name,
         .text = std::move(text),
         .owner = owner_,
         .place = key.span,
         .needs = {"table " + table_name(schema_.at(key.target))}});
  }

  void collect_relation(const schema::Model& model, const Relation& relation) {
    const auto& target = schema_.at(relation.target);
    if (relation.kind == Relation::Kind::to_one) return;
    if (relation.kind == Relation::Kind::many_to_many) {
      const auto& junction = schema_.at(*relation.junction);
      const auto basis = foreign_key_key(junction, relation.junction_local, model);
      const auto* text = junction.junction ? "implied" : "declared";
      add({.key = "list through " + basis,
           .text = text,
           .owner = owner_,
           .place = relation.span,
           .basis = basis,
           .needs = {"table " + table_name(junction), "table " + table_name(target)}});
      return;
    }
    const auto basis = foreign_key_key(target, relation.target_columns, model);
    const auto* text = relation.kind == Relation::Kind::inverse_one ? "one" : "many";
    add({.key = "other side of " + basis,
         .text = text,
         .owner = owner_,
         .place = relation.span,
         .basis = basis,
         .needs = {"table " + table_name(target)}});
  }

  void collect_code(const schema::Model& model) {
    const auto members = [&](const auto&) {
      return sql::create_members(context_, stub_) + sql::alter_inherited_triggers(stub_);
    };
    for (const auto& each : model.statistics) {
      add_member(stub_.statistics, each, "statistics", each.sql_name, members);
    }
    for (const auto& each : model.triggers) {
      add_member(stub_.triggers, each, "trigger", each.sql_name, members);
    }
    for (const auto& each : model.rules) {
      add_member(stub_.rules, each, "rule", each.sql_name, members);
    }
    for (const auto& each : model.policies) {
      add_member(stub_.policies, each, "policy", each.sql_name, members);
    }
  }

  // -- views

  void collect_view(schema::ViewId id) {
    const auto& view = schema_.at(id);
    owner_ = sql::quote_name({view.sql_schema, view.sql_name});
    own_ = view.span;
    auto text = sql::create_view(context_, id);
    const auto* kind = view.materialized ? "materialized view" : "view";
    text = without(std::move(text), sql::comment_on(kind, owner_, view.doc));
    for (const auto& index : view.indexes) collect_view_index(view, index, text);
    add_doc("view " + owner_, view.doc, owner_, view.span);
    add({"view " + owner_, std::move(text), owner_, view.span});
    auto stub = view;
    stub.statistics.clear();
    stub.triggers.clear();
    stub.rules.clear();
    for (const auto& each : view.statistics) {
      stub.statistics = {each};
      add_view_member("statistics", each, sql::create_members(context_, stub));
      stub.statistics.clear();
    }
    for (const auto& each : view.triggers) {
      stub.triggers = {each};
      add_view_member("trigger", each, sql::create_members(context_, stub));
      stub.triggers.clear();
    }
    for (const auto& each : view.rules) {
      stub.rules = {each};
      add_view_member("rule", each, sql::create_members(context_, stub));
      stub.rules.clear();
    }
  }

  /// Takes an index out of what makes its view.
  void collect_view_index(const schema::View& view, const schema::Index& index, std::string& text) {
    auto made = sql::create_index(context_, view, index);
    text = without(std::move(text), made);
    const auto name = sql::quote_name({view.sql_schema, index.sql_name});
    text = without(std::move(text), sql::comment_on("index", name, index.doc));
    const auto clustered = fmt::format("alter materialized view {} cluster on {};\n",
                                       owner_,
                                       sql::quote_identifier(index.sql_name));
    if (index.clustered) {
      text = without(std::move(text), clustered);
      made += clustered;
    }
    add_view_member("index", index, std::move(made));
  }

  template <class Thing>
  void add_view_member(std::string_view kind, const Thing& thing, std::string text) {
    const auto key = fmt::format("{} {}.{}", kind, owner_, sql::quote_identifier(thing.sql_name));
    add_doc(key, thing.doc, owner_, thing.span);
    add({key, std::move(text), owner_, thing.span});
  }

  const Compilation& compilation_;
  const schema::Schema& schema_;
  sql::DdlContext context_;
  CollectedFacts collected_;
  std::set<std::string> keys_;
  std::map<std::pair<source::FileId, std::uint32_t>, Span> models_;
  std::map<std::pair<source::FileId, std::uint32_t>, Span> column_orders_;  // by their models
  std::map<std::pair<source::FileId, std::uint32_t>, const syntax::Enum*> enums_;
  std::string owner_;
  Span own_;
  schema::Model stub_;  // the model without its members
};

}  // namespace

auto collect_facts(const Compilation& compilation) -> CollectedFacts {
  return FactCollector{compilation}.collect();
}

auto is_within(Span inner, Span outer) -> bool {
  return inner.file == outer.file && inner.begin >= outer.begin && inner.end <= outer.end;
}

}  // namespace ormc::driver
