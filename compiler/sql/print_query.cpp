#include <fmt/format.h>

#include <vector>

#include "sql/printer.hpp"

namespace ormc::sql {

namespace {

/// Whether a query is its body alone, so that it may stand beside `union` without parentheses.
auto is_plain(const tree::Query& query) -> bool {
  return !query.with && query.order_by.empty() && !query.limit && !query.offset &&
         query.locking.empty();
}

auto set_operation_of(const tree::Query& query) -> const tree::SetOperation* {
  return std::get_if<tree::SetOperation>(&query.body);
}

/// `intersect` binds tighter than `union` and `except`.
auto is_tight(const tree::SetOperation& operation) -> bool {
  return operation.words.starts_with("intersect");
}

}  // namespace

void Printer::query(const tree::Query& query) {
  if (query.with) with(*query.with);
  body(query);
  tail(query);
}

void Printer::body(const tree::Query& query) {
  if (const auto* select = std::get_if<tree::Select>(&query.body)) return body(*select);
  if (const auto* values = std::get_if<tree::Values>(&query.body)) return body(*values);
  set_operation(query);
}

void Printer::body(const tree::Select& select) {
  out_.text("select");
  if (!select.distinct_on.empty()) {
    out_.text(" distinct on (");
    list(select.distinct_on);
    out_.text(")");
  } else if (select.distinct) {
    out_.text(" distinct");
  }
  if (!select.items.empty()) {
    out_.text(" ");
    items(select.items);
  }
  if (!select.from.empty()) {
    out_.space();
    from(select.from);
  }
  if (select.where) clause("where ", *select.where);
  if (!select.group_by.empty()) {
    out_.space();
    out_.text(select.group_distinct ? "group by distinct " : "group by ");
    group(select.group_by);
  }
  if (select.having) clause("having ", *select.having);
  auto first = true;
  for (const auto& [name, definition] : select.windows) {
    if (first) {
      out_.space();
    } else {
      out_.text(", ");
    }
    out_.text((first ? "window " : "") + quote_name({name}) + " as ");
    window(definition);
    first = false;
  }
}

void Printer::items(const std::vector<tree::SelectItem>& items) {
  between_commas(items, [&](const auto& item) {
    expr(*item.expr);
    if (item.label) out_.text(" as " + quote_name({*item.label}));
  });
}

void Printer::body(const tree::Values& values) {
  out_.text("values ");
  out_.open(Layout::Mode::all);
  out_.indent();
  auto first = true;
  for (const auto& row : values.rows) {
    if (!first) {
      out_.text(",");
      out_.space();
    }
    first = false;
    out_.text("(");
    list(row);
    out_.text(")");
  }
  out_.dedent();
  out_.close();
}

/// Chains of set operations lean left; the innermost comes first.
void Printer::set_operation(const tree::Query& query) {
  auto links = std::vector<const tree::SetOperation*>{};
  const auto* at = &query;
  while (const auto* operation = set_operation_of(*at)) {
    links.push_back(operation);
    at = operation->left;
    const auto* left = set_operation_of(*at);
    if (!is_plain(*at) || (left && is_tight(*operation) && !is_tight(*left))) break;
  }
  operand(*at, is_plain(*at) && !set_operation_of(*at));
  for (auto link = links.rbegin(); link != links.rend(); ++link) {
    const auto& right = *(*link)->right;
    const auto* nested = set_operation_of(right);
    out_.space();
    out_.text((*link)->words);
    out_.space();
    operand(right, is_plain(right) && (!nested || (is_tight(*nested) && !is_tight(**link))));
  }
}

void Printer::operand(const tree::Query& query, bool bare) {
  if (bare) return body(query);
  parenthesised(query);
}

void Printer::with(const tree::With& with) {
  out_.text(with.recursive ? "with recursive " : "with ");
  auto first = true;
  for (const auto& cte : with.ctes) {
    if (!first) {
      out_.text(",");
      out_.space();
    }
    first = false;
    out_.text(quote_name({cte.name}));
    if (!cte.columns.empty()) {
      out_.text("(");
      names(cte.columns);
      out_.text(")");
    }
    out_.text(cte.materialized.empty() ? " as (" : fmt::format(" as {} (", cte.materialized));
    out_.open(Layout::Mode::all);
    out_.indent();
    out_.line();
    statement(*cte.statement);
    out_.dedent();
    out_.line();
    out_.close();
    out_.text(")");
    if (!cte.search.empty()) out_.text(" " + cte.search);
    if (!cte.cycle.empty()) out_.text(" " + cte.cycle);
  }
  out_.space();
}

void Printer::tail(const tree::Query& query) {
  if (!query.order_by.empty()) {
    auto introduce = [&] {
      out_.space();
      out_.open(Layout::Mode::fill);
      out_.indent();
      out_.text("order by ");
    };
    order(query.order_by, introduce);
    out_.dedent();
    out_.close();
  }
  if (query.limit && !query.with_ties) {
    part(query.limit_presence, [&] { clause("limit ", *query.limit); });
  }
  if (query.offset) part(query.offset_presence, [&] { clause("offset ", *query.offset); });
  if (query.limit && query.with_ties) {
    out_.space();
    out_.text("fetch first (");
    expr(*query.limit);
    out_.text(") rows with ties");
  }
  for (const auto& locking : query.locking) {
    out_.space();
    out_.text(locking.strength);
    if (!locking.ranges.empty()) {
      out_.text(" of ");
      names(locking.ranges);
    }
    if (!locking.wait.empty()) out_.text(" " + locking.wait);
  }
}

void Printer::clause(std::string_view words, const tree::Expr& condition) {
  const auto* logical = std::get_if<tree::Logical>(&condition.node);
  if (logical == nullptr || presence_of(logical->terms.front()) == tree::Presence{}) {
    out_.space();
    out_.text(words);
    return expr(condition);
  }
  // Of these conditions there may be none at all.
  auto any = logical->kind == tree::Logical::Kind::any;
  auto introduce = [&] {
    out_.space();
    out_.text(words);
    out_.open(Layout::Mode::all);
    out_.indent();
  };
  auto separate = [&] {
    out_.space();
    out_.text(any ? "or " : "and ");
  };
  list_of_parts(logical->terms, introduce, separate, [&](tree::ExprPtr term) {
    this->term(*term, any ? Level::all : Level::negation);
  });
  out_.dedent();
  out_.close();
}

void Printer::names(const std::vector<std::string>& names) {
  between_commas(names, [&](const auto& name) { out_.text(quote_name({name})); });
}

void Printer::from(const std::vector<tree::TableRefPtr>& refs) {
  out_.text("from ");
  tables(refs);
}

void Printer::tables(const std::vector<tree::TableRefPtr>& refs) {
  if (refs.size() > 1) out_.indent();
  auto first = true;
  for (auto ref : refs) {
    if (!first) {
      out_.text(",");
      out_.space();
    }
    first = false;
    table(*ref);
  }
  if (refs.size() > 1) out_.dedent();
}

/// Joins lean left as well: the first table, then a join a line.
void Printer::table(const tree::TableRef& ref) {
  if (std::holds_alternative<tree::Join>(ref.node)) return join(ref);
  if (const auto* named = std::get_if<tree::Table>(&ref.node)) {
    out_.text((named->only ? "only " : "") + quote_name(named->name));
  } else if (const auto* derived = std::get_if<tree::Derived>(&ref.node)) {
    if (derived->lateral) out_.text("lateral ");
    parenthesised(*derived->query);
  } else if (const auto* calls = std::get_if<tree::Functions>(&ref.node)) {
    return functions(*calls, ref);
  }
  alias(ref);
  const auto* named = std::get_if<tree::Table>(&ref.node);
  if (named && named->sample) sample(*named->sample);
}

void Printer::sample(const tree::Sample& sample) {
  out_.text(" tablesample " + quote_function_name(sample.method) + " (");
  list(sample.arguments);
  out_.text(")");
  if (!sample.seed) return;
  out_.text(" repeatable (");
  expr(*sample.seed);
  out_.text(")");
}

void Printer::join(const tree::TableRef& ref) {
  struct Link {
    const tree::TableRef* ref;
    const tree::Join* join;
  };
  auto links = std::vector<Link>{};
  const auto* at = &ref;
  while (const auto* join = std::get_if<tree::Join>(&at->node)) {
    links.push_back({at, join});
    at = join->left;
  }
  for (const auto& link : links) {
    if (link.ref->alias) out_.text("(");
  }
  table(*at);
  auto print_link = [&](const Link& link) {
    const auto& join = *link.join;
    out_.space();
    out_.open(Layout::Mode::fill);
    out_.indent();
    out_.text(join.words + " ");
    auto nested = std::holds_alternative<tree::Join>(join.right->node) && !join.right->alias;
    if (nested) out_.text("(");
    out_.open(Layout::Mode::all);
    table(*join.right);
    out_.close();
    if (nested) out_.text(")");
    if (join.on) {
      out_.space();
      out_.text("on ");
      expr(*join.on);
    } else if (!join.using_columns.empty()) {
      out_.text(" using (");
      names(join.using_columns);
      out_.text(")");
      if (join.using_alias) out_.text(" as " + quote_name({*join.using_alias}));
    }
    out_.dedent();
    out_.close();
    if (link.ref->alias) {
      out_.text(")");
      alias(*link.ref);
    }
  };
  for (auto link = links.rbegin(); link != links.rend(); ++link) {
    part(link->join->presence, [&] { print_link(*link); });
  }
}

void Printer::functions(const tree::Functions& functions, const tree::TableRef& ref) {
  auto definitions = [this](const std::vector<tree::ColumnDefinition>& columns) {
    out_.text("(");
    auto first = true;
    for (const auto& column : columns) {
      out_.text((first ? "" : ", ") + quote_name({column.name}) + " " + column.type);
      first = false;
    }
    out_.text(")");
  };
  if (functions.lateral) out_.text("lateral ");
  if (functions.rows_from) out_.text("rows from (");
  for (std::size_t i = 0; i < functions.calls.size(); ++i) {
    if (i > 0) out_.text(", ");
    // A function that is a cast, `int4(x)`: only the long form may stand here.
    if (const auto* cast = std::get_if<tree::Cast>(&functions.calls[i]->node)) {
      out_.text("cast(");
      expr(*cast->operand);
      out_.text(" as " + cast->type + ")");
    } else {
      expr(*functions.calls[i]);
    }
    auto defined = i < functions.definitions.size() && !functions.definitions[i].empty();
    if (functions.rows_from && defined) {
      out_.text(" as ");
      definitions(functions.definitions[i]);
    }
  }
  if (functions.rows_from) out_.text(")");
  if (functions.with_ordinality) out_.text(" with ordinality");
  if (!functions.rows_from && !functions.definitions.empty() &&
      !functions.definitions.front().empty()) {
    out_.text(" as" + (ref.alias ? " " + quote_name({*ref.alias}) : std::string{}));
    return definitions(functions.definitions.front());
  }
  alias(ref);
}

void Printer::alias(const tree::TableRef& ref) {
  if (!ref.alias) return;
  out_.text(" " + quote_name({*ref.alias}));
  if (ref.column_aliases.empty()) return;
  out_.text("(");
  names(ref.column_aliases);
  out_.text(")");
}

void Printer::group(const std::vector<tree::GroupItem>& items) {
  between_commas(items, [&](const auto& item) { group(item); });
}

void Printer::group(const tree::GroupItem& item) {
  switch (item.kind) {
    case tree::GroupItem::Kind::expr:
      return expr(*item.expr);
    case tree::GroupItem::Kind::set:
      out_.text("(");
      break;
    case tree::GroupItem::Kind::rollup:
      out_.text("rollup (");
      break;
    case tree::GroupItem::Kind::cube:
      out_.text("cube (");
      break;
    case tree::GroupItem::Kind::sets:
      out_.text("grouping sets (");
      break;
  }
  group(item.items);
  out_.text(")");
}

}  // namespace ormc::sql
