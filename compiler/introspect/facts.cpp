#include "introspect/facts.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "introspect/text.hpp"

namespace ormc::introspect {
namespace {

auto spelled(const SqlName& name) -> std::string {
  return name.schema.empty() ? name.name : name.schema + "." + name.name;
}

auto joined(const std::vector<std::string>& texts) -> std::string {
  return fmt::format("{}", fmt::join(texts, ", "));
}

/// Options are a set: their order is nobody's wish.
auto sorted(std::vector<std::string> texts) -> std::string {
  std::ranges::sort(texts);
  return joined(texts);
}

auto kind_word(Constraint::Kind kind) -> std::string {
  switch (kind) {
    case Constraint::Kind::check:
      return "check";
    case Constraint::Kind::foreign_key:
      return "foreign key";
    case Constraint::Kind::primary_key:
      return "primary key";
    case Constraint::Kind::unique:
      return "unique key";
    case Constraint::Kind::trigger:
      return "constraint trigger";
    case Constraint::Kind::exclusion:
      return "exclusion";
  }
  return {};
}

auto kind_word(Routine::Kind kind) -> std::string {
  switch (kind) {
    case Routine::Kind::function:
    case Routine::Kind::window:
      return "function";
    case Routine::Kind::procedure:
      return "procedure";
    case Routine::Kind::aggregate:
      return "aggregate";
  }
  return {};
}

/// What a statement makes.
auto kind_word(const Statement& statement) -> std::string {
  const auto& text = statement.text;
  using Kind = Statement::Kind;
  switch (statement.kind) {
    case Kind::collation:
      return "collation";
    case Kind::cast:
      return "cast";
    case Kind::operator_family:
      return "operator family";
    case Kind::operator_class:
      return "operator class";
    case Kind::text_search:
      return text.substr(0, text.find(' ', std::string_view{"text search "}.size()));
    case Kind::event_trigger:
      return "event trigger";
    case Kind::publication:
      return "publication";
    case Kind::subscription:
      return "subscription";
    case Kind::foreign_data:
      return text.starts_with("foreign") ? "foreign data wrapper"
             : text.starts_with("user")  ? "user mapping"
                                         : "server";
    case Kind::language:
      return "language";
    case Kind::transform:
      return "transform";
    case Kind::conversion:
      return "conversion";
    case Kind::access_method:
      return "access method";
    case Kind::grant:
      return text.starts_with("default") ? "default privileges" : text.substr(0, text.find(' '));
    case Kind::opaque:
      return text.starts_with("alter") ? "dependency" : "security label";
  }
  return {};
}

auto enabled_word(char enabled) -> std::string {
  switch (enabled) {
    case 'D':
      return "never";
    case 'R':
      return "on replicas";
    case 'A':
      return "always";
    default:
      return {};
  }
}

auto replica_identity_word(char identity) -> std::string {
  switch (identity) {
    case 'n':
      return "nothing";
    case 'f':
      return "full";
    case 'i':
      return "an index";
    default:
      return {};
  }
}

/// Writes the facts down; what has its default is not said.
class FactWriter {
 public:
  explicit FactWriter(const Database& database) : database_(database) {
    for (const auto& relation : database.relations) relations_.emplace(relation.id, &relation);
  }

  auto write() -> Facts {
    for (const auto& each : database_.namespaces) comment(add("schema", each.name), each.comment);
    for (const auto& each : database_.extensions) {
      auto& extension = add("extension", each.name);
      say(extension, "schema", each.schema);
      comment(extension, each.comment);
    }
    for (const auto& each : database_.enums) {
      auto& type = add("type", spelled(each.name));
      say(type, "values", joined(each.labels));
      comment(type, each.comment);
    }
    for (const auto& each : database_.domains) domain(each);
    for (const auto& each : database_.ranges) range(each);
    for (const auto& each : database_.base_types) {
      auto& type = add("type", spelled(each.name));
      say(type, "definition", joined(each.clauses));
      comment(type, each.comment);
    }
    for (const auto& each : database_.relations) relation(each);
    for (const auto& each : database_.constraints) constraint(each);
    for (const auto& each : database_.indexes) index(each);
    for (const auto& each : database_.sequences) sequence(each);
    members();
    for (const auto& each : database_.routines) routine(each);
    for (const auto& each : database_.operators) operation(each);
    for (const auto& each : database_.statements) statement(each);
    return std::move(facts_);
  }

 private:
  auto add(std::string kind, std::string name, std::string part_kind = {}, std::string part = {})
      -> Properties& {
    return facts_[{std::move(kind), std::move(name), std::move(part_kind), std::move(part)}];
  }
  auto add_to(Oid table, std::string kind, std::string name) -> Properties& {
    const auto place = relations_.find(table);
    if (place == relations_.end()) return add(std::move(kind), std::move(name));
    const auto& owner = *place->second;
    return add(std::string{relation_word(owner.kind)},
               spelled(owner.name),
               std::move(kind),
               std::move(name));
  }
  static void say(Properties& of, const std::string& property, const std::string& value) {
    if (!value.empty()) of[property] = value;
  }
  static void say(Properties& of, const std::string& property, bool value) {
    if (value) of[property] = "yes";
  }
  static void comment(Properties& of, const std::string& text) { say(of, "comment", text); }

  void domain(const DomainType& domain) {
    auto& type = add("domain", spelled(domain.name));
    say(type, "type", domain.base.text);
    say(type, "not null", domain.not_null);
    say(type, "default", domain.default_value);
    say(type, "collation", domain.collation);
    comment(type, domain.comment);
    for (const auto& check : domain.checks) {
      auto& part = add("domain", spelled(domain.name), "check", check.name);
      say(part, "definition", check.definition);
      comment(part, check.comment);
    }
  }

  void range(const RangeType& range) {
    auto& type = add("type", spelled(range.name));
    say(type, "range of", range.subtype.text);
    say(type, "multirange", spelled({range.multirange_schema, range.multirange}));
    say(type, "operator class", range.opclass);
    say(type, "collation", range.collation);
    say(type, "canonical", range.canonical);
    say(type, "subtype_diff", range.difference);
    comment(type, range.comment);
  }

  void relation(const Relation& relation) {
    auto& table = add(std::string{relation_word(relation.kind)}, spelled(relation.name));
    say(table, "unlogged", relation.unlogged);
    say(table, "options", sorted(relation.options));
    say(table, "toast options", sorted(relation.toast_options));
    say(table, "tablespace", relation.tablespace);
    say(table, "access method", relation.access_method);
    say(table, "replica identity", replica_identity_word(relation.replica_identity));
    say(table, "row security", relation.row_security);
    say(table, "row security for the owner", relation.row_security_forced);
    auto parents = std::vector<std::string>{};
    for (const auto parent : relation.parents) {
      const auto place = relations_.find(parent);
      if (place != relations_.end()) parents.push_back(spelled(place->second->name));
    }
    say(table, relation.partition_bound.empty() ? "inherits" : "partition of", joined(parents));
    say(table, "partitioned by", relation.partition_key);
    say(table, "partition", relation.partition_bound);
    say(table, "of type", relation.of_type.text);
    say(table, "definition", relation.definition);
    say(table, "server", relation.server);
    say(table, "foreign options", sorted(relation.foreign_options));
    comment(table, relation.comment);
    for (const auto& each : relation.columns) column(relation, each);
  }

  void column(const Relation& relation, const Column& column) {
    auto& part = add(
        std::string{relation_word(relation.kind)}, spelled(relation.name), "column", column.name);
    say(part, "type", column.type.text);
    comment(part, column.comment);
    say(part, "not null", column.not_null);
    if (column.identity != '\0') {
      part["identity"] = column.identity == 'a' ? "always" : "by default";
    }
    say(part, column.generated ? "generated" : "default", column.default_value);
    say(part, "collation", column.collation);
    say(part, "storage", column.storage);
    say(part, "compression", column.compression);
    if (column.statistics) part["statistics"] = std::to_string(*column.statistics);
    say(part, "options", sorted(column.options));
    say(part, "foreign options", sorted(column.foreign_options));
  }

  void constraint(const Constraint& constraint) {
    // Those that the database makes for partitions have any name, and say nothing new.
    if (constraint.kind == Constraint::Kind::foreign_key && constraint.inherited) return;
    auto& part = add_to(constraint.table, kind_word(constraint.kind), constraint.name);
    auto definition = std::string_view{constraint.definition};
    // A table that came after the condition of its parent was validated from its beginning.
    constexpr auto not_valid = std::string_view{" NOT VALID"};
    if (constraint.inherited && definition.ends_with(not_valid)) {
      definition.remove_suffix(not_valid.size());
    }
    say(part, "definition", std::string{definition});
    comment(part, constraint.comment);
  }

  void index(const Index& index) {
    const auto is_said = index.is_clustered || index.is_replica_identity || index.parent != 0 ||
                         !index.options.empty();
    if (index.is_constraint && !is_said) return;
    auto& part =
        index.is_constraint ? key_of(index) : add_to(index.table, "index", index.name.name);
    if (!index.is_constraint) say(part, "definition", index.definition);
    say(part, "tablespace", index.tablespace);
    say(part, "options", sorted(index.options));
    say(part, "orders the table", index.is_clustered);
    say(part, "identifies rows", index.is_replica_identity);
    const auto parent = std::ranges::find(database_.indexes, index.parent, &Index::id);
    if (index.parent != 0 && parent != database_.indexes.end()) {
      say(part, "part of", spelled(parent->name));
    }
    for (const auto& [column, target] : index.statistics) {
      part[fmt::format("statistics of column {}", column)] = std::to_string(target);
    }
    comment(part, index.comment);
  }

  /// The constraint that an index is made for.
  auto key_of(const Index& index) -> Properties& {
    const auto place =
        std::ranges::find_if(database_.constraints, [&](const Constraint& constraint) {
          return constraint.index == index.id && constraint.table == index.table;
        });
    if (place == database_.constraints.end()) {
      return add_to(index.table, "index", index.name.name);
    }
    return add_to(index.table, kind_word(place->kind), place->name);
  }

  void sequence(const Sequence& sequence) {
    auto& made = add("sequence", spelled(sequence.name));
    say(made, "type", sequence.type);
    made["start"] = std::to_string(sequence.start);
    made["increment"] = std::to_string(sequence.increment);
    made["minimum"] = std::to_string(sequence.minimum);
    made["maximum"] = std::to_string(sequence.maximum);
    made["cache"] = std::to_string(sequence.cache);
    say(made, "cycle", sequence.cycle);
    say(made, "unlogged", sequence.unlogged);
    const auto place = relations_.find(sequence.owner);
    if (place != relations_.end()) {
      for (const auto& each : place->second->columns) {
        if (each.number != sequence.owner_column) continue;
        made["owned by"] = spelled(place->second->name) + "." + each.name;
      }
    }
    comment(made, sequence.comment);
  }

  void members() {
    for (const auto& each : database_.triggers) {
      auto& part = add_to(each.table, "trigger", each.name);
      say(part, "definition", each.definition);
      say(part, "fires", enabled_word(each.enabled));
      comment(part, each.comment);
    }
    for (const auto& each : database_.rules) {
      auto& part = add_to(each.table, "rule", each.name);
      say(part, "definition", each.definition);
      say(part, "fires", enabled_word(each.enabled));
      comment(part, each.comment);
    }
    for (const auto& each : database_.policies) {
      auto& part = add_to(each.table, "policy", each.name);
      say(part, "restrictive", !each.permissive);
      if (each.command != '*') part["command"] = std::string(1, each.command);
      say(part, "roles", sorted(each.roles));
      say(part, "using", each.using_condition);
      say(part, "with check", each.check_condition);
      comment(part, each.comment);
    }
    for (const auto& each : database_.statistics) {
      auto& part = add_to(each.table, "statistics", spelled(each.name));
      say(part, "definition", each.definition);
      if (each.target) part["target"] = std::to_string(*each.target);
      comment(part, each.comment);
    }
  }

  void routine(const Routine& routine) {
    auto& made = add(kind_word(routine.kind),
                     fmt::format("{}({})", spelled(routine.name), routine.identity));
    auto parameters = std::vector<std::string>{};
    for (const auto& each : routine.parameters) {
      auto text = fmt::format("{} {} {}", each.mode, each.name, each.type.text);
      if (!each.default_value.empty()) text += " = " + each.default_value;
      parameters.push_back(std::move(text));
    }
    say(made, "parameters", joined(parameters));
    say(made, "result", (routine.returns_set ? "setof " : "") + routine.result.text);
    say(made, "language", routine.language);
    say(made, "body", routine.sql_body.empty() ? routine.body : routine.sql_body);
    say(made, "library", routine.binary);
    made["volatility"] = std::string(1, routine.volatility);
    made["parallel"] = std::string(1, routine.parallel);
    say(made, "strict", routine.strict);
    say(made, "security definer", routine.security_definer);
    say(made, "leakproof", routine.leakproof);
    if (routine.cost != 0) made["cost"] = fmt::format("{}", routine.cost);
    if (routine.rows != 0) made["rows"] = fmt::format("{}", routine.rows);
    say(made, "support", routine.support);
    say(made, "settings", sorted(routine.settings));
    say(made, "transforms", sorted(routine.transforms));
    say(made, "definition", sorted(routine.definition));
    comment(made, routine.comment);
  }

  void operation(const Operator& op) {
    auto& made = add("operator",
                     fmt::format("{} ({}, {})",
                                 spelled(op.name),
                                 op.left.type == 0 ? "none" : op.left.text,
                                 op.right.text));
    say(made, "function", spelled(op.function));
    say(made, "definition", sorted(op.definition));
    comment(made, op.comment);
  }

  void statement(const Statement& statement) {
    auto& made = add(kind_word(statement), spelled(statement.name));
    // Several of one name: grants on one object.
    auto& text = made["definition"];
    text += (text.empty() ? "" : "\n") + statement.text;
    comment(made, statement.comment);
  }

  const Database& database_;
  std::map<Oid, const Relation*> relations_;
  Facts facts_;
};

}  // namespace

auto facts_of(const Database& database) -> Facts { return FactWriter{database}.write(); }

}  // namespace ormc::introspect
