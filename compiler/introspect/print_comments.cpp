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
        say(target, each.comment, {});
      } else {
        add(target, each.comment, {});
      }
    }
    for (const auto& each : database_.enums) add_type("type", each.name, each.comment, each.id);
    for (const auto& each : database_.domains) {
      add_type("domain", each.name, each.comment, each.id);
      if (each.name.schema != schema_) continue;
      for (const auto& check : each.checks) {
        add(fmt::format("constraint {} on domain {}", name_of(check.name), sql_text_of(each.name)),
            check.comment,
            context_.names.types.at(each.id));
      }
    }
    for (const auto& each : database_.ranges) add_type("type", each.name, each.comment, each.id);
    for (const auto& each : database_.base_types) {
      add_type("type", each.name, each.comment, each.id);
    }
    for (const auto& each : database_.relations) {
      if (each.name.schema == schema_) add_relation(each);
    }
    for (const auto& each : database_.routines) add_routine(each);
    return std::move(declarations_);
  }

 private:
  static auto name_of(const std::string& name) -> std::string { return sql::quote_name({name}); }

  void add(const std::string& target, const std::string& comment, const std::string& needs) {
    if (doc_text(comment, "")) return;
    say(target, comment, needs);
  }

  void say(const std::string& target, const std::string& comment, const std::string& needs) {
    const auto name = names_.choose("comment", {});
    const auto text = fmt::format("comment on {} is {}", target, string_text(comment));
    declarations_.push_back({"sql",
                             target,
                             fmt::format("sql {}{}{} {}\n",
                                         name,
                                         needs.empty() ? "" : " depends on ",
                                         needs,
                                         body_text(fmt::format(" {} ", text)))});
  }

  void add_type(std::string_view word, const SqlName& name, const std::string& comment, Oid type) {
    if (name.schema != schema_) return;
    add(fmt::format("{} {}", word, sql_text_of(name)), comment, context_.names.types.at(type));
  }

  void add_relation(const Relation& relation) {
    const auto& name = context_.names.types.at(relation.row_type);
    const auto target = sql_text_of(relation.name);
    add(fmt::format("{} {}", relation_word(relation.kind), target), relation.comment, name);
    for (const auto& column : relation.columns) {
      add(fmt::format("column {}.{}", target, name_of(column.name)), column.comment, name);
    }
    for (const auto* each : context_.constraints_of(relation.id)) {
      const auto words = fmt::format("constraint {} on {}", name_of(each->name), target);
      // The doc comment of a relation is that of its column.
      const auto is_field =
          std::ranges::any_of(context_.relations_of(relation.id).to_one,
                              [&](const ToOne& relation_of) { return relation_of.key == each; });
      if (is_field && !each->comment.empty()) {
        say(words, each->comment, name);
      } else {
        add(words, each->comment, name);
      }
    }
    for (const auto* each : context_.indexes_of(relation.id)) {
      add(fmt::format("index {}", sql_text_of(each->name)), each->comment, name);
    }
  }

  void add_routine(const Routine& routine) {
    if (routine.name.schema != schema_) return;
    const auto word = routine.kind == Routine::Kind::aggregate   ? "aggregate"
                      : routine.kind == Routine::Kind::procedure ? "procedure"
                                                                 : "function";
    add(fmt::format("{} {}({})", word, sql_text_of(routine.name), routine.identity),
        routine.comment,
        name_text(routine.name.name));
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
