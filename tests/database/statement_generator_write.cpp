#include <fmt/format.h>

#include "database/statement_generator.hpp"

namespace orm_tests {

auto StatementGenerator::returning(const std::string& alias) -> std::string {
  if (chance(0.4)) return {};
  auto items = chance(0.2) ? "*" : fmt::format("{} as c0", expr(any_want(), 2));
  if (chance(0.3))
    items += fmt::format(", {} as d1", chance(0.5) ? alias : subquery(any_want(), 1));
  if (chance(0.2)) items += fmt::format(", {}.{} as d2", alias, pick({"ctid", "xmin", "tableoid"}));
  return " returning " + items;
}

auto StatementGenerator::assignments() -> std::string {
  auto text = std::string{};
  auto add = [&](const std::string& one) { text += (text.empty() ? "" : ", ") + one; };
  if (chance(0.5)) add(fmt::format("name = {}", expr(Want::text, 2)));
  if (chance(0.4)) add(fmt::format("age = {}", chance(0.15) ? "default" : expr(Want::integer, 2)));
  if (chance(0.3))
    add(fmt::format("(score, state) = ({}, {})",
                    expr(Want::numeric, 1),
                    chance(0.2) ? "default" : expr(Want::mood, 1)));
  if (chance(0.15)) {
    auto saved = scope_;
    auto inner = select(1, {Want::date, Want::jsonb});
    scope_ = saved;
    add(fmt::format("(born, data) = ({})", inner));
  }
  if (chance(0.15))
    add(fmt::format("(ratio) = {}",
                    chance(0.5)   ? fmt::format("row({})", expr(Want::real, 1))
                    : chance(0.7) ? subquery(Want::real, 1)
                                  : expr(Want::real, 1)));
  if (chance(0.15))
    add(fmt::format("home.{} = {}", pick({"street", "number", "nothing"}), expr(any_want(), 1)));
  if (chance(0.1))
    add(fmt::format(
        "numbers[{}] = {}", pick({"1", "2:3"}), expr(chance(0.6) ? Want::integer : Want::ints, 1)));
  if (chance(0.1)) add(fmt::format("homes[1].number = {}", expr(Want::integer, 1)));
  if (chance(0.1)) add(fmt::format("contact = {}", expr(chance(0.5) ? Want::mail : Want::text, 1)));
  if (chance(0.1)) add(fmt::format("span = {}", expr(Want::range, 1)));
  if (chance(0.1)) add(fmt::format("words = {}", expr(chance(0.7) ? Want::texts : any_want(), 1)));
  if (chance(0.1)) add(fmt::format("rank = {}", expr(any_want(), 1)));
  if (chance(0.05)) add(fmt::format("data['a'] = {}", expr(Want::jsonb, 1)));
  if (text.empty()) add(fmt::format("home = {}", expr(Want::address, 2)));
  return text;
}

auto StatementGenerator::on_conflict() -> std::string {
  if (!chance(0.4)) return {};
  auto target = pick({"",
                      " (id)",
                      " (email)",
                      " (lower(name))",
                      " on constraint person_pkey",
                      " on constraint person_email_key",
                      " (email collate \"default\")",
                      " (name)",
                      " (email varchar_ops)",
                      " on constraint nothing",
                      " (id, email)"});
  if (chance(0.4) && !target.starts_with(" on")) return " on conflict" + target + " do nothing";
  scope_ = {{"person", tables()[0].columns}, {"excluded", tables()[0].columns}};
  auto text = fmt::format(" on conflict{} do update set {}", target, assignments());
  if (chance(0.4)) text += " where " + expr(Want::boolean, 1);
  return text;
}

auto StatementGenerator::insert() -> std::string {
  scope_.clear();
  if (chance(0.1)) {
    return fmt::format("insert into visit (person_id, item_id, number) {}values ({}, {}, {})",
                       pick({"", "overriding system value ", "overriding user value "}),
                       expr(Want::bigint, 1),
                       expr(Want::integer, 1),
                       chance(0.3) ? "default" : expr(Want::integer, 0));
  }
  auto head = std::string{"insert into person (name, email, age, home"};
  auto list = std::vector<Want>{Want::text, Want::text, Want::integer, Want::address};
  auto add = [&](const char* name, Want want) {
    if (!chance(0.3)) return;
    head += fmt::format(", {}", name);
    list.push_back(want);
  };
  add("state", Want::mood);
  add("score", Want::numeric);
  add("words", Want::texts);
  add("span", Want::range);
  add("contact", Want::mail);
  add("born", Want::date);
  add("doc", Want::xml);
  head += ")";
  auto source = std::string{};
  if (chance(0.3)) {
    source = " " + query(1, list);
  } else {
    source = " values ";
    auto rows = 1 + below(2);
    for (auto row = std::size_t{0}; row < rows; ++row) {
      source += row == 0 ? "(" : ", (";
      for (auto i = std::size_t{0}; i < list.size(); ++i) {
        auto value = i >= 2 && chance(0.08) ? std::string{"default"} : expr(list[i], 1);
        source += (i == 0 ? "" : ", ") + value;
      }
      source += ")";
    }
  }
  source += on_conflict();
  scope_ = {{"person", tables()[0].columns}};
  return head + source + returning("person");
}

auto StatementGenerator::update() -> std::string {
  auto alias = fresh_alias();
  auto from = std::string{};
  scope_.clear();
  if (chance(0.3)) from = " from " + from_clause(1);
  scope_.insert(scope_.begin(), Source{alias, tables()[0].columns});
  auto where = chance(0.05)  ? std::string{" where current of some_cursor"}
               : chance(0.8) ? " where " + expr(Want::boolean, 2)
                             : std::string{};
  auto back = returning(alias);
  return fmt::format("update {}person {} set {}{}{}{}",
                     chance(0.05) ? "only " : "",
                     alias,
                     assignments(),
                     from,
                     where,
                     back);
}

auto StatementGenerator::erase() -> std::string {
  auto alias = fresh_alias();
  auto using_clause = std::string{};
  scope_.clear();
  if (chance(0.3)) using_clause = " using " + from_clause(1);
  scope_.insert(scope_.begin(), Source{alias, tables()[1].columns});
  auto where = chance(0.05) ? std::string{" where current of some_cursor"}
                            : " where " + expr(Want::boolean, 2);
  return fmt::format("delete from item {}{}{}{}", alias, using_clause, where, returning(alias));
}

auto StatementGenerator::merge() -> std::string {
  auto alias = fresh_alias();
  scope_.clear();
  auto source = from_table(1, false);
  while (chance(0.2)) source += " cross join " + from_table(1, false);
  auto sources = scope_;
  auto both = scope_;
  both.insert(both.begin(), Source{alias, tables()[0].columns});
  scope_ = both;
  // PostgreSQL 15 takes a condition of any type here, and so none is left to chance.
  auto condition = chance(0.5)
                       ? fmt::format("({}) is not false", expr(Want::boolean, 2))
                       : fmt::format("{} = {}", column(Want::integer), expr(Want::integer, 1));
  auto text = fmt::format("merge into person {} using {} on {}", alias, source, condition);
  auto branches = 1 + below(3);
  for (auto i = std::size_t{0}; i < branches; ++i) {
    auto matched = chance(0.55);
    scope_ = matched || chance(0.05) ? both : sources;
    text += matched ? " when matched" : " when not matched";
    if (chance(0.5)) text += " and " + expr(Want::boolean, 1);
    text += " then ";
    if (chance(0.15)) {
      text += "do nothing";
    } else if (matched) {
      text += chance(0.3) ? "delete" : "update set " + assignments();
    } else if (chance(0.1)) {
      text += fmt::format("insert (name, email) overriding user value values ({}, 'a')",
                          expr(Want::text, 1));
    } else {
      text += fmt::format("insert (name, email, age, state) values ({}, {}, {}, {})",
                          expr(Want::text, 1),
                          expr(Want::text, 1),
                          chance(0.2) ? "default" : expr(Want::integer, 1),
                          expr(Want::mood, 1));
    }
  }
  return text;
}

}  // namespace orm_tests
