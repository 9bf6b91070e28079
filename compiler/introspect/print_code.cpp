#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>

#include "introspect/print.hpp"
#include "introspect/text.hpp"
#include "schema/naming.hpp"

namespace ormc::introspect {
namespace {

/// The lines of a query, without the first line's and the last line's white space and semicolon.
auto query_lines(std::string_view query) -> std::string {
  constexpr auto space = " \n\t;";
  query.remove_prefix(std::min(query.find_first_not_of(" \n\t"), query.size()));
  query = query.substr(0, query.find_last_not_of(space) + 1);
  return sql_text(query);
}

auto mode_word(const std::string& mode) -> std::string_view {
  if (mode == "o") return "out ";
  if (mode == "b") return "inout ";
  if (mode == "v") return "variadic ";
  return "";
}

/// The columns of a view, where there is more to say of one than its name.
auto view_columns(const Relation& view) -> std::string {
  const auto says_more = [](const Column& column) {
    return !column.comment.empty() || !column.default_value.empty() ||
           !storage_attributes(column).empty();
  };
  if (std::ranges::none_of(view.columns, says_more)) return {};
  auto text = std::string{};
  for (const auto& column : view.columns) {
    text += fmt::format("{}\n{}  {}",
                        text.empty() ? "" : ",",
                        doc_of(column.comment, "  "),
                        name_text(column.name));
    if (!column.default_value.empty()) {
      text += " = " + default_text(column.default_value, column.type);
    }
    text += storage_attributes(column);
  }
  return fmt::format(" ({}\n)", text);
}

auto view_attributes(const PrintContext& context, const Relation& view) -> std::string {
  auto text = std::string{};
  if (view.kind == Relation::Kind::materialized) {
    text = print_table_attributes(context, view);
    return view.is_populated ? text : text + " @no_data";
  }
  for (const auto& option : view.options) {
    const auto equals = std::min(option.find('='), option.size());
    const auto name = option.substr(0, equals);
    const auto value = equals == option.size() ? std::string{"true"} : option.substr(equals + 1);
    if (name == "check_option") {
      text += fmt::format(" @check_option({})", value);
    } else if (value == "true") {
      text += " @" + name;
    } else if (const auto with = text.find(" @with("); with != std::string::npos) {
      text.insert(text.find(')', with), ", " + option_text(option));
    } else {
      text += fmt::format(" @with({})", option_text(option));
    }
  }
  return text;
}

/// Settings that the server keeps as a list of names, each quoted where it must be.
auto is_name_list(std::string_view setting) -> bool {
  constexpr auto names = std::to_array<std::string_view>({"local_preload_libraries",
                                                          "search_path",
                                                          "session_preload_libraries",
                                                          "shared_preload_libraries",
                                                          "temp_tablespaces",
                                                          "unix_socket_directories"});
  return std::ranges::find(names, setting) != names.end();
}

/// Such a list, its quoted names as strings: a name in SQL may be neither empty nor long.
auto name_list(std::string_view list) -> std::string {
  if (list.empty()) return "''";
  auto items = std::vector<std::string>{};
  auto item = std::string{};
  auto is_quoted = false;
  auto was_quoted = false;
  const auto finish = [&] {
    items.push_back(was_quoted ? string_text(item) : item);
    item.clear();
    was_quoted = false;
  };
  for (auto i = std::size_t{0}; i < list.size(); ++i) {
    if (list[i] == '"') {
      const auto is_doubled = is_quoted && list.substr(i).starts_with("\"\"");
      if (is_doubled) item += list[i++];
      is_quoted = is_doubled || !is_quoted;
      was_quoted = true;
    } else if (!is_quoted && list[i] == ',') {
      finish();
    } else if (is_quoted || list[i] != ' ') {
      item += list[i];
    }
  }
  finish();
  return fmt::format("{}", fmt::join(items, ", "));
}

class RoutinePrinter {
 public:
  RoutinePrinter(const PrintContext& context, const Routine& routine)
      : context_(context), routine_(routine), schema_(routine.name.schema) {}

  auto print() -> std::string {
    const auto name = routine_name();
    auto text = doc_of(routine_.comment);
    if (routine_.kind == Routine::Kind::aggregate) return text + aggregate(name);
    const auto is_procedure = routine_.kind == Routine::Kind::procedure;
    text += fmt::format("{} {}({})", is_procedure ? "procedure" : "function", name, parameters());
    if (!is_procedure) text += result();
    text += needs();
    text += " language " + name_text(routine_.language);
    for (const auto& property : properties()) text += " " + property;
    return text + name_attribute("name", name, routine_.name.name) + body();
  }

 private:
  auto routine_name() const -> std::string { return context_.names.routines.at(routine_.id); }

  auto parameter(const Parameter& each) const -> std::string {
    auto text = std::string{mode_word(each.mode)};
    if (!each.name.empty()) text += name_text(each.name) + ": ";
    text += context_.type_text(each.type, schema_);
    if (!each.default_value.empty()) text += " = " + default_text(each.default_value, each.type);
    return text;
  }

  auto parameters() const -> std::string {
    auto list = std::vector<std::string>{};
    for (const auto& each : routine_.parameters) {
      if (each.mode != "t") list.push_back(parameter(each));
    }
    return fmt::format("{}", fmt::join(list, ", "));
  }

  auto result() const -> std::string {
    auto columns = std::vector<std::string>{};
    auto has_outputs = false;
    for (const auto& each : routine_.parameters) {
      if (each.mode == "t") columns.push_back(parameter(each));
      has_outputs = has_outputs || each.mode == "o" || each.mode == "b";
    }
    if (!columns.empty()) return fmt::format(" -> table({})", fmt::join(columns, ", "));
    if (has_outputs && !routine_.returns_set) return {};
    return fmt::format(" -> {}{}",
                       routine_.returns_set ? "setof " : "",
                       context_.type_text(routine_.result, schema_));
  }

  /// What the body names, which the server looks up when the function is made.
  auto needs() const -> std::string {
    auto names = std::vector<std::string>{};
    const auto add_table = [&](Oid id) {
      names.push_back(context_.type_text({context_.relation(id).row_type, {}}, schema_));
    };
    for (const auto id : routine_.needs) {
      if (context_.has_relation(id)) add_table(id);
      for (const auto& each : context_.database.sequences) {
        if (each.id != id) continue;
        // One that a column says is there with its table.
        if (is_said_by_column(context_, each)) {
          add_table(each.owner);
        } else {
          names.push_back(context_.names.sequences.at(id));
        }
      }
      for (const auto& each : context_.database.routines) {
        if (each.id == id) names.push_back(context_.names.routines.at(id));
      }
    }
    std::ranges::sort(names);
    names.erase(std::unique(names.begin(), names.end()), names.end());
    if (names.empty()) return {};
    return fmt::format(" depends on {}", fmt::join(names, ", "));
  }

  auto properties() const -> std::vector<std::string> {
    auto words = std::vector<std::string>{};
    const auto add_if = [&](bool holds, std::string_view word) {
      if (holds) words.emplace_back(word);
    };
    add_if(!routine_.sql_body.empty(), "atomic");
    add_if(routine_.kind == Routine::Kind::window, "window");
    add_if(routine_.volatility == 'i', "immutable");
    add_if(routine_.volatility == 's', "stable");
    add_if(routine_.strict, "strict");
    add_if(routine_.leakproof, "leakproof");
    add_if(routine_.security_definer, "security definer");
    add_if(routine_.parallel == 's', "parallel safe");
    add_if(routine_.parallel == 'r', "parallel restricted");
    if (routine_.cost > 0) words.push_back(fmt::format("cost {}", routine_.cost));
    if (routine_.rows > 0) words.push_back(fmt::format("rows {}", routine_.rows));
    if (!routine_.support.empty()) words.push_back("support " + sql_text(routine_.support));
    for (const auto& setting : routine_.settings) words.push_back(setting_text(setting));
    for (const auto& type : routine_.transforms)
      words.push_back("transform for type " + sql_text(type));
    return words;
  }

  static auto setting_text(const std::string& setting) -> std::string {
    const auto equals = setting.find('=');
    const auto name = setting.substr(0, equals);
    const auto value = setting.substr(equals + 1);
    if (is_name_list(name)) return fmt::format("set {} to {}", name, name_list(value));
    return fmt::format("set {} to {}", name, string_text(value));
  }

  auto body() const -> std::string {
    if (!routine_.binary.empty()) {
      return fmt::format(" as {}, {};\n", string_text(routine_.binary), string_text(routine_.body));
    }
    if (!routine_.sql_body.empty()) {
      return fmt::format(" {}\n", body_text("\n" + as_read_back(routine_.sql_body) + "\n"));
    }
    return fmt::format(" {}\n", body_text(routine_.body));
  }

  auto aggregate(const std::string& name) const -> std::string {
    auto direct = std::vector<std::string>{};
    auto ordered = std::vector<std::string>{};
    const auto is_ordered_set = routine_.aggregate_kind != 'n';
    for (const auto& each : routine_.parameters) {
      const auto is_direct = !is_ordered_set || direct.size() < routine_.direct_arguments;
      (is_direct ? direct : ordered).push_back(parameter(each));
    }
    // `variadic` of both: the last direct argument is the ordered one as well.
    if (is_ordered_set && ordered.empty() && !direct.empty()) ordered.push_back(direct.back());
    auto list = fmt::format("{}", fmt::join(direct, ", "));
    if (is_ordered_set) {
      list += fmt::format("{}order by {}", list.empty() ? "" : " ", fmt::join(ordered, ", "));
    }
    return fmt::format("aggregate {}({}) -> {}{} {}\n",
                       name,
                       list,
                       context_.type_text(routine_.result, schema_),
                       name_attribute("name", name, routine_.name.name),
                       body_text(fmt::format("\n  {}\n", fmt::join(routine_.definition, ",\n  "))));
  }

  const PrintContext& context_;
  const Routine& routine_;
  const std::string& schema_;
};

}  // namespace

auto print_view(const PrintContext& context, const Relation& view) -> Declaration {
  const auto& name = context.names.relations.at(view.id);
  const auto is_materialized = view.kind == Relation::Kind::materialized;
  return {"view",
          view.name.name,
          fmt::format("{}{}view {}{}{}{} as\n  {};\n",
                      doc_of(view.comment),
                      is_materialized ? "materialized " : "",
                      name,
                      view_columns(view),
                      table_attribute(name, view.name.name),
                      view_attributes(context, view),
                      query_lines(view.definition))};
}

auto print_routine(const PrintContext& context, const Routine& routine) -> Declaration {
  const auto kind = routine.kind == Routine::Kind::aggregate ? "aggregate" : "function";
  return {kind,
          fmt::format("{}({})", routine.name.name, routine.identity),
          RoutinePrinter{context, routine}.print()};
}

auto print_operator(const PrintContext& context, const Operator& op) -> Declaration {
  const auto& schema = op.name.schema;
  auto parameters = std::vector<std::string>{};
  if (op.left.type != 0) parameters.push_back("a: " + context.type_text(op.left, schema));
  if (op.right.type != 0) parameters.push_back("b: " + context.type_text(op.right, schema));
  auto function = name_text(op.function.name);
  if (op.function.schema != "pg_catalog") function = name_text(op.function.schema) + "." + function;
  auto text = fmt::format("{}operator {} ({}) = {}",
                          doc_of(op.comment),
                          op.name.name,
                          fmt::join(parameters, ", "),
                          function);
  if (!op.definition.empty()) {
    text += " " + body_text(fmt::format(" {} ", fmt::join(op.definition, ", ")));
  }
  return {
      "operator", fmt::format("{}({})", op.name.name, fmt::join(parameters, ", ")), text + ";\n"};
}

}  // namespace ormc::introspect
