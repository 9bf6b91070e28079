#include <fmt/format.h>

#include <algorithm>

#include "introspect/print.hpp"
#include "introspect/text.hpp"

namespace ormc::introspect {
namespace {

/// White space outside of quotes as single spaces.
auto single_line(std::string_view sql) -> std::string {
  auto result = std::string{};
  for (auto at = std::size_t{0}; at < sql.size();) {
    if (sql[at] == '\'' || sql[at] == '"') {
      const auto end = end_of_quoted(sql, at);
      result += sql.substr(at, end - at);
      at = end;
      continue;
    }
    const auto is_space = sql[at] == ' ' || sql[at] == '\n' || sql[at] == '\t';
    if (!is_space) {
      result += sql[at];
    } else if (!result.ends_with(' ')) {
      result += ' ';
    }
    ++at;
  }
  return result;
}

/// What stands before `word` at the outermost level; takes it off `text`, with the word.
auto take_until(std::string_view& text, std::string_view word) -> std::string_view {
  const auto place = find_word(text, word);
  if (place == std::string_view::npos) return {};
  const auto head = text.substr(0, place);
  text.remove_prefix(place + word.size());
  return head;
}

/// Takes words out of the outermost level; false when they are not there.
auto take_out(std::string& text, std::string_view words) -> bool {
  const auto place = find_word(text, words);
  if (place == std::string::npos) return false;
  text.erase(place, words.size());
  return true;
}

/// Behind a qualified name.
auto skip_name(std::string_view text) -> std::string_view {
  auto at = std::size_t{0};
  while (at < text.size() && text[at] != ' ') {
    at = text[at] == '"' ? end_of_quoted(text, at) : at + 1;
  }
  return text.substr(at);
}

auto enabled_attribute(char enabled) -> std::string {
  if (enabled == 'D') return " @disabled";
  if (enabled == 'A') return " @enabled(always)";
  return enabled == 'R' ? " @enabled(replica)" : "";
}

class CodePrinter {
 public:
  CodePrinter(const PrintContext& context, const Relation& table, const std::string& on)
      : context_(context), table_(table), on_(on) {}

  auto print() -> std::vector<std::string> {
    for (const auto* each : context_.statistics_of(table_.id)) print_statistics(*each);
    for (const auto* each : context_.policies_of(table_.id)) print_policy(*each);
    for (const auto* each : context_.triggers_of(table_.id)) {
      if (each->parent == 0) print_trigger(*each);
      if (each->parent != 0) print_inherited_trigger(*each);
    }
    for (const auto* each : context_.rules_of(table_.id)) print_rule(*each);
    return std::move(lines_);
  }

 private:
  void line(const std::string& comment, const std::string& text) {
    const auto indent = on_.empty() ? "  " : "";
    lines_.push_back(doc_of(comment, indent) + indent + text + ";\n");
  }

  /// `create trigger name after insert on public.post for each row execute function f()`.
  void print_trigger(const Trigger& trigger) {
    const auto definition = single_line(trigger.definition);
    auto rest = std::string_view{definition};
    const auto head = take_until(rest, " ON ");
    auto text = sql_text(head.substr(head.find(' ') + 1));
    if (!on_.empty()) text += " on " + on_;
    auto tail = std::string{skip_name(rest)};
    auto attributes = std::string{};
    take_out(tail, " NOT DEFERRABLE INITIALLY IMMEDIATE");
    if (take_out(tail, " DEFERRABLE INITIALLY DEFERRED")) attributes = " @initially_deferred";
    if (take_out(tail, " DEFERRABLE INITIALLY IMMEDIATE")) attributes = " @deferrable";
    if (const auto place = find_word(tail, "EXECUTE FUNCTION "); place != std::string::npos) {
      tail.erase(place + 8, 9);
    }
    line(trigger.comment, text + sql_text(tail) + attributes + enabled_attribute(trigger.enabled));
  }

  /// A copy of a parent's trigger, where it is not just that.
  void print_inherited_trigger(const Trigger& trigger) {
    const auto is_alike = trigger.enabled == trigger.parent_enabled;
    if (is_alike && trigger.comment.empty()) return;
    auto state = is_alike ? std::string{} : enabled_attribute(trigger.enabled);
    if (!is_alike && state.empty()) state = " @enabled(origin)";
    line(trigger.comment, fmt::format("trigger {} @inherited{}", name_text(trigger.name), state));
  }

  void print_policy(const Policy& policy) {
    auto text = "policy " + name_text(policy.name);
    if (!on_.empty()) text += " on " + on_;
    if (!policy.permissive) text += " as restrictive";
    switch (policy.command) {
      case 'r':
        text += " for select";
        break;
      case 'a':
        text += " for insert";
        break;
      case 'w':
        text += " for update";
        break;
      case 'd':
        text += " for delete";
        break;
      default:
        break;
    }
    const auto is_for_all = policy.roles == std::vector<std::string>{"public"};
    if (!is_for_all) text += fmt::format(" to {}", fmt::join(policy.roles, ", "));
    if (!policy.using_condition.empty()) {
      text += fmt::format(" using ({})", condition_text(policy.using_condition));
    }
    if (!policy.check_condition.empty()) {
      text += fmt::format(" with check ({})", condition_text(policy.check_condition));
    }
    line(policy.comment, text);
  }

  /// `create rule name as on delete to public.post where (...) do instead nothing;`.
  void print_rule(const Rule& rule) {
    const auto definition = single_line(rule.definition);
    auto rest = std::string_view{definition};
    take_until(rest, " AS ON ");
    const auto event = take_until(rest, " TO ");
    auto text = fmt::format("rule {} on {}", name_text(rule.name), sql_text(event));
    if (!on_.empty()) text += " to " + on_;
    const auto condition = take_until(rest, " DO ");
    if (const auto where = find_word(condition, " WHERE "); where != std::string_view::npos) {
      text += fmt::format(" where ({})", condition_text(condition.substr(where + 7)));
    }
    constexpr auto instead = std::string_view{"INSTEAD "};
    const auto is_instead = rest.starts_with(instead);
    if (is_instead) rest.remove_prefix(instead.size());
    while (rest.ends_with(';') || rest.ends_with(' ')) rest.remove_suffix(1);
    while (rest.starts_with(' ')) rest.remove_prefix(1);
    // Several commands stand in parentheses, each with its semicolon.
    if (rest.starts_with('(')) {
      rest = without_parentheses(rest);
      while (rest.ends_with(';') || rest.ends_with(' ')) rest.remove_suffix(1);
      while (rest.starts_with(' ')) rest.remove_prefix(1);
    }
    text += is_instead ? " do instead " : " do also ";
    text +=
        rest == "NOTHING" ? std::string{"nothing"} : body_text(fmt::format(" {} ", sql_text(rest)));
    line(rule.comment, text + enabled_attribute(rule.enabled));
  }

  /// `create statistics public.s (mcv) on a, b from public.post`.
  void print_statistics(const Statistics& statistics) {
    const auto definition = single_line(statistics.definition);
    auto rest = std::string_view{definition};
    const auto head = take_until(rest, " ON ");
    const auto columns = take_until(rest, " FROM ");
    auto text = "statistics " + name_text(statistics.name.name);
    constexpr auto begin = std::string_view{"CREATE STATISTICS "};
    const auto kinds = skip_name(head.substr(std::min(begin.size(), head.size())));
    text += sql_text(kinds) + " on " + sql_text(columns);
    if (!on_.empty()) text += " from " + on_;
    if (statistics.name.schema != table_.name.schema) {
      text += fmt::format(" @schema({})", quoted_text(statistics.name.schema));
    }
    if (statistics.target) text += fmt::format(" @target({})", *statistics.target);
    line(statistics.comment, text);
  }

  const PrintContext& context_;
  const Relation& table_;
  const std::string& on_;
  std::vector<std::string> lines_;
};

}  // namespace

auto print_table_code(const PrintContext& context, const Relation& table, const std::string& on)
    -> std::vector<std::string> {
  return CodePrinter{context, table, on}.print();
}

auto print_view_members(const PrintContext& context, const Relation& view)
    -> std::vector<Declaration> {
  const auto name = context.model_name(view.id, view.name.schema);
  auto members = std::vector<Declaration>{};
  for (const auto* index : context.indexes_of(view.id)) {
    members.push_back({"index",
                       index->name.name,
                       doc_of(index->comment) + print_index(context, *index, name) + ";\n"});
  }
  for (auto& text : print_table_code(context, view, name)) {
    members.push_back({"member", fmt::format("{} {}", view.name.name, members.size()), text});
  }
  return members;
}

}  // namespace ormc::introspect
