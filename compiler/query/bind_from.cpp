#include <algorithm>
#include <deque>
#include <utility>
#include <vector>

#include "diagnostics/query_place_diagnostics.hpp"
#include "diagnostics/select_diagnostics.hpp"
#include "diagnostics/shape_diagnostics.hpp"
#include "diagnostics/sql_diagnostics.hpp"
#include "diagnostics/write_diagnostics.hpp"
#include "query/bind_join.hpp"
#include "query/bind_name.hpp"
#include "query/bind_statement.hpp"
#include "schema/lookup.hpp"
#include "syntax/sql_value_function.hpp"

namespace ormc::query {
namespace {

/// Binds one from clause. While it does, `scope.ranges` holds what a lateral table may see.
class FromBinder {
 public:
  FromBinder(Binder& binder, Scope& scope) : binder_(binder), scope_(scope) {}

  auto bind(const syntax::TableRef& table) -> JoinItem {
    if (const auto* join = std::get_if<syntax::Join>(&table.node)) {
      return bind_joins(*join, table.span);
    }
    return bind_leaf(table);
  }

 private:
  /// A chain of joins is a left-deep tree: walked down first, then bound from its beginning.
  auto bind_joins(const syntax::Join& last, Span span) -> JoinItem {
    auto chain = std::vector<std::pair<const syntax::Join*, Span>>{{&last, span}};
    const auto* left = last.left;
    while (const auto* join = std::get_if<syntax::Join>(&left->node)) {
      chain.emplace_back(join, left->span);
      left = join->left;
    }
    auto item = bind_leaf(*left);
    for (auto join = chain.rbegin(); join != chain.rend(); ++join) {
      auto right = bind_right(*join->first, item);
      check_range_names(binder_, scope_, item.ranges, right.ranges);
      item = bind_join(
          binder_, *join->first, join->second, {std::move(item), std::move(right)}, scope_);
    }
    return item;
  }

  /// The right side of a join sees the left one where it is lateral, unless rows of the right side
  /// can stand alone.
  auto bind_right(const syntax::Join& join, const JoinItem& left) -> JoinItem {
    auto visible = scope_.ranges.size();
    if (join.kind != syntax::Join::Kind::right && join.kind != syntax::Join::Kind::full) {
      scope_.ranges.insert(scope_.ranges.end(), left.ranges.begin(), left.ranges.end());
    }
    auto item = bind(*join.right);
    scope_.ranges.resize(visible);
    return item;
  }

  auto bind_leaf(const syntax::TableRef& table) -> JoinItem {
    struct Visitor {
      FromBinder& self;
      const syntax::TableRef& table;
      auto operator()(const syntax::NamedTable& node) -> JoinItem {
        return self.bind_named(node, table.span);
      }
      auto operator()(const syntax::SubqueryTable& node) -> JoinItem {
        return self.bind_subquery(node, table.span);
      }
      auto operator()(const syntax::FunctionTable& node) -> JoinItem {
        return self.bind_functions(node, table.span);
      }
      auto operator()(const syntax::XmlTable& node) -> JoinItem {
        return self.bind_xml(node, table.span);
      }
      auto operator()(const syntax::Join& node) -> JoinItem {
        return self.bind_joins(node, table.span);
      }
    };
    return std::visit(Visitor{*this, table}, table.node);
  }

  // ---- tables by name

  auto bind_named(const syntax::NamedTable& table, Span span) -> JoinItem {
    const auto& parts = table.name.parts;
    if (table.is_path) return bind_relation(table, span);
    if (parts.size() == 1) {
      if (auto cte = find_cte(scope_, parts.front())) {
        refuse_sample(table, "a with query");
        return bind_cte_table(table, *cte, span);
      }
    }
    if (auto path = find_path_table(table)) return *path;
    auto relation = schema::find_relation(binder_.schema(), binder_.module(), table.name);
    if (!relation) {
      if (auto row = find_system_relation(binder_, table.name)) {
        return bind_system(table, *row, span);
      }
      if (const auto sequence = find_sequence(table.name)) {
        return bind_sequence(table, *sequence, span);
      }
      if (is_value_word(table.name)) return bind_word(table, span);
      if (auto path = find_path_of_shape(table)) return *path;
      binder_.diagnostics().report(table.name.span, unknown_relation(table.name));
      return failed(span);
    }
    if (const auto* view = std::get_if<schema::ViewId>(&*relation)) {
      if (!binder_.schema().at(*view).materialized) refuse_sample(table, "a view");
      return bind_view(table, *view, span);
    }
    return bind_model(table, std::get<schema::ModelId>(*relation), span);
  }

  auto bind_model(const syntax::NamedTable& table, schema::ModelId model, Span span) -> JoinItem {
    const auto& declared = binder_.schema().at(model);
    auto alias = table.alias ? fold(table.alias->name) : declared.sql_name;
    auto id = binder_.add_table(model, alias, table.alias.has_value(), span);
    auto sample = bind_sample(binder_, table, scope_);
    auto& source = std::get<TableSource>(binder_.unit().at(id).source);
    source.only = table.only;
    source.sample = std::move(sample);
    rename_columns(id, table.alias);
    if (table.alias) return item(id, visible(id, alias, alias), span);
    return item(id, visible(id, declared.name, declared.sql_name), span);
  }

  void refuse_sample(const syntax::NamedTable& table, std::string what) {
    if (!table.sample_method) return;
    binder_.diagnostics().report(table.sample_method->span,
                                 diagnostics::InvalidSample{"`" + spell(table.name) + "` is " +
                                                            what + ": only tables can be sampled"});
  }

  auto bind_system(const syntax::NamedTable& table, Oid row_type, Span span) -> JoinItem {
    const auto& row = binder_.catalog().type(row_type);
    auto columns = std::vector<RangeColumn>{};
    for (const auto& field : binder_.catalog().fields(row_type)) {
      columns.push_back(
          {std::string{field.name}, std::string{field.name}, field.type, !field.not_null});
    }
    auto source = CatalogSource{
        std::string{row.schema}, std::string{row.name}, {}, row_type, table.only, std::nullopt};
    source.sample = bind_sample(binder_, table, scope_);
    return add_item(table.alias,
                    {.name = std::string{row.name},
                     .sql_name = std::string{row.name},
                     .source = std::move(source),
                     .columns = std::move(columns)},
                    span);
  }

  /// A sequence as a table: its names, and what declares it.
  struct FoundSequence {
    std::string name;
    std::string sql_schema;
    std::string sql_name;
    decltype(CatalogSource::sequence) sequence;
  };

  auto find_sequence(const syntax::QualifiedName& name) const -> std::optional<FoundSequence> {
    if (name.parts.size() > 2) return std::nullopt;
    const auto& schema = binder_.schema();
    for (const auto folding : {Folding::exact, Folding::folded}) {
      for (std::size_t i = 0; i < schema.sequences.size(); ++i) {
        const auto& each = schema.sequences[i];
        const auto id = static_cast<schema::SequenceId>(i);
        auto found = FoundSequence{each.name, each.sql_schema, each.sql_name, id};
        if (is_meant(name, found, each.module, folding)) return found;
      }
      for (std::size_t i = 0; i < schema.models.size(); ++i) {
        const auto& model = schema.models[i];
        for (const auto& column : model.columns) {
          if (column.identity == schema::Column::Identity::none || !column.local) continue;
          const auto names = schema::sequence_of(model, column);
          const auto id = static_cast<schema::ModelId>(i);
          auto found = FoundSequence{names.back(), names.front(), names.back(), id};
          if (is_meant(name, found, model.module, folding)) return found;
        }
      }
    }
    return std::nullopt;
  }

  auto is_meant(const syntax::QualifiedName& name,
                const FoundSequence& sequence,
                schema::ModuleId module,
                Folding folding) const -> bool {
    const auto& first = name.parts.front();
    const auto is_there = name.parts.size() == 1
                              ? module == binder_.module() || sequence.sql_schema == "public"
                              : matches(first, binder_.schema().at(module).name, folding) ||
                                    matches(first, sequence.sql_schema, folding);
    return is_there && (matches(name.parts.back(), sequence.name, folding) ||
                        matches(name.parts.back(), sequence.sql_name, folding));
  }

  /// A sequence is a table of one row: `select last_value from post_number`.
  auto bind_sequence(const syntax::NamedTable& table, const FoundSequence& sequence, Span span)
      -> JoinItem {
    refuse_sample(table, "a sequence");
    auto columns =
        std::vector<RangeColumn>{{"last_value", "last_value", {catalog::oid::int8}, false},
                                 {"log_cnt", "log_cnt", {catalog::oid::int8}, false},
                                 {"is_called", "is_called", {catalog::oid::bool_}, false}};
    return add_item(table.alias,
                    {.name = sequence.name,
                     .sql_name = sequence.sql_name,
                     .source = CatalogSource{sequence.sql_schema,
                                             sequence.sql_name,
                                             sequence.sequence,
                                             catalog::oid::record,
                                             table.only,
                                             std::nullopt},
                     .columns = std::move(columns)},
                    span);
  }

  auto bind_view(const syntax::NamedTable& table, schema::ViewId id, Span span) -> JoinItem {
    const auto& view = binder_.schema().at(id);
    const auto& bound = binder_.program().at(id);
    if (bound.query == nullptr) return failed(span);  // its own errors were reported
    return add_item(table.alias,
                    {.name = view.name,
                     .sql_name = view.sql_name,
                     .source = ViewSource{id},
                     .columns = bound.columns},
                    span);
  }

  auto bind_cte_table(const syntax::NamedTable& table, CteId id, Span span) -> JoinItem {
    const auto& cte = binder_.unit().at(id);
    if (cte.statement == nullptr && cte.columns.empty()) return failed(span);
    if (cte.columns.empty() && !std::holds_alternative<QueryPtr>(cte.statement->node)) {
      binder_.diagnostics().report(table.name.span, diagnostics::CteWithoutReturning{cte.name});
      return failed(span);
    }
    return add_item(table.alias,
                    {.name = cte.name,
                     .sql_name = cte.name,
                     .source = CteSource{id},
                     .columns = cte.columns,
                     .unexpanded = unexpanded_columns(id)},
                    span);
  }

  /// Below the level of its with clause, a `*` does not give what search and cycle clauses add.
  auto unexpanded_columns(CteId id) const -> std::uint32_t {
    auto is_own = std::any_of(scope_.ctes.begin(), scope_.ctes.end(), [&](const auto& visible) {
      return visible.second == id;
    });
    const auto& cte = binder_.unit().at(id);
    return is_own ? 0U : (cte.search ? 1U : 0U) + (cte.cycle ? 2U : 0U);
  }

  // ---- paths: `from p.comments c`

  auto find_path_table(const syntax::NamedTable& table) -> std::optional<JoinItem> {
    const auto& parts = table.name.parts;
    if (parts.size() < 2 || !names_range(parts.front())) return std::nullopt;
    auto end = binder_.find_path(table.name, scope_);
    if (!end) return std::nullopt;
    refuse_sample(table, "a path");
    return bind_path_table(binder_, *end, table);
  }

  /// `p.comments { (select count(*) from likes) as likes }`: in a shape relations of its row need
  /// no name before them, where no table is called so.
  auto find_path_of_shape(const syntax::NamedTable& table) -> std::optional<JoinItem> {
    auto in_shape = false;
    for (const auto* level = &scope_; level != nullptr; level = level->enclosing()) {
      in_shape = in_shape || level->shaped;
    }
    if (!in_shape) return std::nullopt;
    auto end = binder_.find_path(table.name, scope_);
    if (!end) return std::nullopt;
    refuse_sample(table, "a path");
    return bind_path_table(binder_, *end, table);
  }

  /// `exists(p.comments)`: nothing but a relation.
  auto bind_relation(const syntax::NamedTable& table, Span span) -> JoinItem {
    if (auto end = binder_.find_path(table.name, scope_)) {
      return bind_path_table(binder_, *end, table);
    }
    // What is no name at all is reported as such.
    auto* value = bind_name(binder_, scope_, table.name);
    if (value->type.oid != error_type) {
      binder_.diagnostics().report(table.name.span,
                                   diagnostics::ExistsOverValue{spell(table.name)});
    }
    return failed(span);
  }

  auto names_range(const syntax::Name& name) const -> bool {
    for (const auto* level = &scope_; level != nullptr; level = level->enclosing()) {
      for (const auto& range : level->ranges) {
        for (auto folding : {Folding::exact, Folding::folded}) {
          if (matches(name, range.name, folding) || matches(name, range.sql_name, folding)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  // ---- subqueries and functions

  auto bind_subquery(const syntax::SubqueryTable& table, Span span) -> JoinItem {
    if (!table.alias) binder_.diagnostics().report(span, diagnostics::MissingAlias{});
    auto hidden = without_ranges(scope_);
    auto clause = std::exchange(scope_.clause, Clause::from_function);
    auto* query = binder_.bind_query(*table.query, table.lateral ? &scope_ : &hidden);
    scope_.clause = clause;
    auto alias = table.alias ? fold(table.alias->name) : std::string{};
    auto columns = std::vector<RangeColumn>{};
    for (const auto& column : query->columns) {
      columns.push_back({column.name, column.sql_name, column.type, column.nullable});
    }
    auto range = add_range({.alias = alias,
                            .alias_written = true,
                            .column_aliases = {},
                            .source = SubquerySource{query, table.lateral},
                            .columns = std::move(columns),
                            .span = span},
                           table.alias);
    return item(range, visible(range, alias, alias), span);
  }

  auto bind_functions(const syntax::FunctionTable& table, Span span) -> JoinItem {
    auto split = std::deque<syntax::Expr>{};
    auto calls = split_unnest(table, split);
    auto source = FunctionSource{
        {}, {}, table.rows_from || calls.size() > 1, table.lateral, table.with_ordinality};
    auto columns = std::vector<RangeColumn>{};
    auto name = std::string{};
    auto complete = !refuse_definitions(table, calls.size());
    for (auto i = std::size_t{0}; i < calls.size(); ++i) {
      auto* call = bind_call(*calls[i]);
      auto column = binder_.output_name(*calls[i], *call);
      if (i == 0) name = column;
      auto written = i < table.definitions.size() && !table.definitions[i].empty();
      auto own = function_columns(
          binder_,
          {call,
           std::move(column),
           written ? &table.definitions[i] : nullptr,
           table.alias && calls.size() == 1 ? std::optional{fold(table.alias->name)}
                                            : std::nullopt});
      complete = complete && own.has_value();
      if (!own) own.emplace();
      source.calls.push_back(call);
      source.definitions.push_back(written ? *own : std::vector<RangeColumn>{});
      columns.insert(columns.end(), own->begin(), own->end());
    }
    if (table.with_ordinality) {
      columns.push_back({"ordinality", "ordinality", {catalog::oid::int8}, false});
    }
    if (!complete) return failed(span);
    return add_item(table.alias,
                    {.name = name,
                     .sql_name = name,
                     .source = std::move(source),
                     .columns = std::move(columns)},
                    span);
  }

  /// Behind `with ordinality` and several calls, column definitions do not say of what they are.
  auto refuse_definitions(const syntax::FunctionTable& table, std::size_t calls) -> bool {
    if (!table.with_ordinality && calls == 1) return false;
    if (table.definitions.empty() || table.definitions.front().empty()) return false;
    const auto& first = table.definitions.front().front().name.span;
    const auto is_behind =
        !table.rows_from || (table.alias && first.begin > table.alias->name.span.begin);
    if (!is_behind) return false;
    using Behind = diagnostics::MisplacedColumnDefinitions::Behind;
    binder_.diagnostics().report(first,
                                 diagnostics::MisplacedColumnDefinitions{
                                     calls > 1 ? Behind::several_calls : Behind::ordinality});
    return true;
  }

  /// `from current_date`, where no relation is called so.
  auto bind_word(const syntax::NamedTable& table, Span span) -> JoinItem {
    refuse_sample(table, "a value");
    const auto& word = table.name.parts.front();
    auto value = syntax::Expr{word.span, word.span, syntax::KeywordValue{fold(word), nullptr}};
    auto function = syntax::FunctionTable{};
    function.calls.push_back(&value);
    function.definitions.emplace_back();
    function.alias = table.alias;
    return bind_functions(function, span);
  }

  static auto is_value_word(const syntax::QualifiedName& name) -> bool {
    return name.parts.size() == 1 && !name.parts.front().quoted &&
           syntax::is_sql_value_function(fold(name.parts.front()));
  }

  auto bind_xml(const syntax::XmlTable& table, Span span) -> JoinItem {
    auto bound = bind_xml_table(binder_, table, scope_);
    if (!bound) return failed(span);
    return add_item(table.alias,
                    {.name = "xmltable",
                     .sql_name = "xmltable",
                     .source = std::move(bound->source),
                     .columns = std::move(bound->columns)},
                    span);
  }

  auto bind_call(const syntax::Expr& expr) -> ExprPtr {
    auto clause = std::exchange(scope_.clause, Clause::from_function);
    const auto* set_before = binder_.placement().last_set_returning;
    auto* call = binder_.bind_expr(expr, scope_);
    binder_.resolve_unknown(call);
    const auto* set = binder_.placement().last_set_returning;
    if (set != set_before && set != call) {
      binder_.diagnostics().report(
          set->span,
          diagnostics::MisplacedSetReturning{std::string{std::get<Call>(set->node).function->name},
                                             "the arguments of a function in from"});
    }
    scope_.clause = clause;
    return call;
  }

  /// `unnest(a, b)` in from is `rows from (unnest(a), unnest(b))`, as the server reads it.
  static auto split_unnest(const syntax::FunctionTable& table, std::deque<syntax::Expr>& split)
      -> std::vector<syntax::ExprPtr> {
    auto calls = std::vector<syntax::ExprPtr>{};
    for (auto i = std::size_t{0}; i < table.calls.size(); ++i) {
      const auto* expr = table.calls[i];
      const auto* call = std::get_if<syntax::Call>(&expr->node);
      auto defined = i < table.definitions.size() && !table.definitions[i].empty();
      if (call == nullptr || defined || call->function.parts.size() != 1 ||
          !matches(call->function.parts.front(), "unnest", Folding::folded) ||
          call->arguments.size() < 2) {
        calls.push_back(expr);
        continue;
      }
      for (const auto& argument : call->arguments) {
        auto single = *call;
        single.arguments = {argument};
        split.push_back({argument.value->span, argument.value->span, std::move(single)});
        calls.push_back(&split.back());
      }
    }
    return calls;
  }

  // ---- parts

  /// What stands in from under the alias that is written, else under a name of its own.
  struct NamedItem {
    std::string name;
    std::string sql_name;
    decltype(Range::source) source;
    std::vector<RangeColumn> columns;
    std::uint32_t unexpanded = 0;
  };
  auto add_item(const std::optional<syntax::Alias>& alias, NamedItem what, Span span) -> JoinItem {
    if (alias) what.name = what.sql_name = fold(alias->name);
    const auto range = add_range({.alias = what.sql_name,
                                  .alias_written = alias.has_value(),
                                  .column_aliases = {},
                                  .source = std::move(what.source),
                                  .columns = std::move(what.columns),
                                  .unexpanded = what.unexpanded,
                                  .span = span},
                                 alias);
    return item(range, visible(range, std::move(what.name), std::move(what.sql_name)), span);
  }

  /// A column that failed may have another name than it would have: what is not found beside it is
  /// no second error.
  auto add_range(Range range, const std::optional<syntax::Alias>& alias) -> RangeId {
    auto failed = [](const RangeColumn& column) { return column.type.oid == error_type; };
    if (std::any_of(range.columns.begin(), range.columns.end(), failed)) scope_.incomplete = true;
    auto id = binder_.add_range(std::move(range));
    rename_columns(id, alias);
    return id;
  }

  void rename_columns(RangeId id, const std::optional<syntax::Alias>& alias) {
    if (alias) rename_range_columns(binder_, id, *alias);
  }

  auto item(RangeId id, VisibleRange range, Span span) -> JoinItem {
    auto* from = binder_.unit().arena.make(FromItem{span, FromRange{id}});
    return {from, {std::move(range)}, nullptr};
  }

  static auto visible(RangeId id, std::string name, std::string sql_name) -> VisibleRange {
    return {id, std::move(name), std::move(sql_name)};
  }

  /// Stands for a table that could not be bound: nothing can be found in it, silently.
  auto failed(Span span) -> JoinItem {
    scope_.incomplete = true;
    auto id = binder_.add_range({.alias = {},
                                 .alias_written = false,
                                 .column_aliases = {},
                                 .source = CatalogSource{},
                                 .columns = {},
                                 .span = span});
    return {binder_.unit().arena.make(FromItem{span, FromRange{id}}), {}, nullptr};
  }

  auto unknown_relation(const syntax::QualifiedName& name) const -> diagnostics::UnknownRelation {
    auto known = std::vector<std::string>{};
    for (const auto& model : binder_.schema().models) known.push_back(model.name);
    for (const auto& view : binder_.schema().views) known.push_back(view.name);
    for (const auto* level = &scope_; level != nullptr; level = level->enclosing()) {
      for (const auto& [cte, id] : level->ctes) known.push_back(cte);
    }
    const auto& last = name.parts.back();
    const auto& catalog = binder_.catalog();
    const auto is_function = !catalog.functions({}, last.quoted ? last.text : fold(last)).empty();
    auto nearest = diagnostics::nearest(last.text, std::span{known});
    if (name.parts.size() > 1) return {spell(name), std::move(nearest), {}, is_function};
    if (!nearest) {
      nearest = diagnostics::nearest(last.text, syntax::likely_sql_value_functions());
    }
    return {spell(name), std::move(nearest), std::move(known), is_function};
  }

  Binder& binder_;
  Scope& scope_;
};

}  // namespace

auto bind_from(Binder& binder, const std::vector<syntax::TableRefPtr>& tables, Scope& scope)
    -> FromClause {
  auto from = FromClause{};
  auto clause = std::exchange(scope.clause, Clause::from_function);
  for (const auto* table : tables) {
    auto item = FromBinder{binder, scope}.bind(*table);
    check_range_names(binder, scope, scope.ranges, item.ranges);
    scope.ranges.insert(scope.ranges.end(), item.ranges.begin(), item.ranges.end());
    from.items.push_back(item.from);
    if (item.condition != nullptr) from.conditions.push_back(item.condition);
  }
  scope.clause = clause;
  return from;
}

void check_range_names(Binder& binder,
                       Scope& scope,
                       const std::vector<VisibleRange>& present,
                       const std::vector<VisibleRange>& added) {
  for (const auto& range : added) {
    if (range.name.empty()) continue;
    auto same = std::find_if(present.begin(), present.end(), [&](const VisibleRange& other) {
      return other.name == range.name &&
             binder.unit().at(other.range).alias == binder.unit().at(range.range).alias;
    });
    if (same == present.end()) continue;
    scope.incomplete = true;
    binder.diagnostics()
        .report(binder.unit().at(range.range).span, diagnostics::DuplicateRangeName{range.name})
        .label(binder.unit().at(same->range).span, "the first is here");
  }
}

void rename_range_columns(Binder& binder, RangeId id, const syntax::Alias& alias) {
  auto& range = binder.unit().at(id);
  if (alias.columns.size() > range.columns.size()) {
    binder.diagnostics().report(alias.columns[range.columns.size()].span,
                                diagnostics::TooManyColumnAliases{
                                    alias.name.text, range.columns.size(), alias.columns.size()});
  }
  for (auto i = std::size_t{0}; i < std::min(alias.columns.size(), range.columns.size()); ++i) {
    rename(range.columns[i], alias.columns[i]);
    range.column_aliases.push_back(range.columns[i].sql_name);
  }
}

}  // namespace ormc::query
