#include <fmt/format.h>

#include <algorithm>

#include "introspect/print.hpp"
#include "introspect/text.hpp"
#include "sql/print.hpp"

namespace ormc::introspect {
namespace {

auto sql_text_of(const SqlName& name) -> std::string {
  return sql::quote_name({name.schema, name.name});
}

class CommentPrinter {
 public:
  CommentPrinter(const PrintContext& context, const std::string& schema, NameScope& names)
      : context_(context), database_(context.database), schema_(schema), names_(names) {}

  auto print() -> std::vector<Declaration> {
    for (const auto& each : database_.namespaces) {
      if (each.name != schema_) continue;
      const auto target = fmt::format("schema {}", name_of(each.name));
      // Every database has the schema `public`: what documents its module says nothing of it.
      if (schema_ == "public" && !each.comment.empty()) {
        say(target, each.comment);
      } else {
        add(target, each.comment);
      }
    }
    for (const auto& each : database_.enums) add_named("type", each);
    for (const auto& each : database_.domains) add_domain(each);
    for (const auto& each : database_.ranges) add_named("type", each);
    for (const auto& each : database_.base_types) add_named("type", each);
    for (const auto& each : database_.sequences) add_sequence(each);
    for (const auto& each : database_.relations) {
      if (each.name.schema == schema_) add_relation(each);
    }
    for (const auto& each : database_.statistics) add_named("statistics", each);
    for (const auto& each : database_.routines) add_routine(each);
    for (const auto& each : database_.operators) add_operator(each);
    for (const auto& each : database_.statements) {
      if (is_here(each.name.schema) && !each.comment_target.empty()) {
        add(each.comment_target, each.comment);
      }
    }
    return std::move(declarations_);
  }

 private:
  static auto name_of(const std::string& name) -> std::string { return sql::quote_name({name}); }

  /// What has no namespace is said in the first module.
  auto is_here(const std::string& schema) const -> bool {
    const auto& all = database_.namespaces;
    const auto is_known =
        std::ranges::any_of(all, [&](const Namespace& each) { return each.name == schema; });
    return is_known ? schema == schema_ : !all.empty() && all.front().name == schema_;
  }

  void add(const std::string& target, const std::string& comment) {
    if (!doc_text(comment, "")) say(target, comment);
  }

  void say(const std::string& target, const std::string& comment) {
    if (comment.empty()) return;
    const auto name = names_.choose("comment", {});
    const auto text = fmt::format("comment on {} is {}", target, string_text(comment));
    declarations_.push_back(
        {"sql", target, fmt::format("sql {} {}\n", name, body_text(fmt::format(" {} ", text)))});
  }

  template <class Object>
  void add_named(std::string_view word, const Object& object) {
    if (object.name.schema == schema_) {
      add(fmt::format("{} {}", word, sql_text_of(object.name)), object.comment);
    }
  }

  void add_domain(const DomainType& domain) {
    add_named("domain", domain);
    if (domain.name.schema != schema_) return;
    for (const auto& check : domain.checks) {
      add(fmt::format("constraint {} on domain {}", name_of(check.name), sql_text_of(domain.name)),
          check.comment);
    }
  }

  /// The sequence of an identity has no place of its own.
  void add_sequence(const Sequence& sequence) {
    if (!sequence.internal) return add_named("sequence", sequence);
    if (sequence.name.schema != schema_) return;
    say(fmt::format("sequence {}", sql_text_of(sequence.name)), sequence.comment);
  }

  void add_relation(const Relation& relation) {
    const auto target = sql_text_of(relation.name);
    add(fmt::format("{} {}", relation_word(relation.kind), target), relation.comment);
    for (const auto& column : relation.columns) {
      add(fmt::format("column {}.{}", target, name_of(column.name)), column.comment);
    }
    for (const auto* each : context_.constraints_of(relation.id)) {
      if (each->kind == Constraint::Kind::trigger) continue;
      const auto words = fmt::format("constraint {} on {}", name_of(each->name), target);
      // The doc comment of a relation is that of its column.
      const auto is_field =
          std::ranges::any_of(context_.relations_of(relation.id).to_one,
                              [&](const ToOne& relation_of) { return relation_of.key == each; });
      is_field ? say(words, each->comment) : add(words, each->comment);
    }
    for (const auto* each : context_.indexes_of(relation.id)) add_named("index", *each);
    const auto member = [&](std::string_view word, const std::string& name) {
      return fmt::format("{} {} on {}", word, name_of(name), target);
    };
    for (const auto* each : context_.triggers_of(relation.id)) {
      const auto words = member("trigger", each->name);
      // The clone of a parent's trigger is not written down.
      each->parent == 0 ? add(words, each->comment) : say(words, each->comment);
    }
    for (const auto* each : context_.rules_of(relation.id)) {
      add(member("rule", each->name), each->comment);
    }
    for (const auto* each : context_.policies_of(relation.id)) {
      add(member("policy", each->name), each->comment);
    }
  }

  void add_routine(const Routine& routine) {
    if (routine.name.schema != schema_) return;
    const auto is_aggregate = routine.kind == Routine::Kind::aggregate;
    const auto word = is_aggregate                               ? "aggregate"
                      : routine.kind == Routine::Kind::procedure ? "procedure"
                                                                 : "function";
    const auto arguments = is_aggregate && routine.identity.empty() ? "*" : routine.identity;
    add(fmt::format("{} {}({})", word, sql_text_of(routine.name), arguments), routine.comment);
  }

  void add_operator(const Operator& op) {
    if (op.name.schema != schema_) return;
    const auto type = [](const TypeUse& use) { return use.type == 0 ? "none" : use.text; };
    add(fmt::format("operator {}.{} ({}, {})",
                    name_of(op.name.schema),
                    op.name.name,
                    type(op.left),
                    type(op.right)),
        op.comment);
  }

  const PrintContext& context_;
  const Database& database_;
  const std::string& schema_;
  NameScope& names_;
  std::vector<Declaration> declarations_;
};

}  // namespace

auto print_comments(const PrintContext& context, const std::string& schema, NameScope& names)
    -> std::vector<Declaration> {
  return CommentPrinter{context, schema, names}.print();
}

}  // namespace ormc::introspect
