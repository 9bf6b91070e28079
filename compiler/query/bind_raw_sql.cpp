#include "query/bind_raw_sql.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include "catalog/type_name.hpp"
#include "diagnostics/raw_sql_diagnostics.hpp"
#include "diagnostics/select_diagnostics.hpp"
#include "query/raw_effects.hpp"
#include "schema/lookup.hpp"

namespace ormc::query {
namespace {

using diagnostics::RawSqlCount;
using diagnostics::RawSqlKind;
using diagnostics::RawSqlNotLocked;
using diagnostics::RawSqlStale;
using diagnostics::RawSqlSyntax;

/// Statements that PostgreSQL parses and a program cannot run as a query.
struct Refused {
  std::string_view kind;
  std::string_view name;
  std::string_view reason;
};
constexpr auto in_transactions =
    "transactions are the program's: `db.transaction(...)`, or several statements in one query";
constexpr auto of_sessions =
    "it changes the session, which a pool hands to others: configure the connection instead";
constexpr auto of_prepared = "every query is prepared already";
constexpr auto refused = std::to_array<Refused>({
    {"TransactionStmt", "transaction control", in_transactions},
    {"CopyStmt", "copy", "rows are copied by `copy_in` of a model"},
    {"PrepareStmt", "prepare", of_prepared},
    {"ExecuteStmt", "execute", of_prepared},
    {"DeallocateStmt", "deallocate", of_prepared},
    {"DeclareCursorStmt", "declare cursor", "rows are streamed by the runtime"},
    {"FetchStmt", "fetch", "rows are streamed by the runtime"},
    {"ClosePortalStmt", "close", "rows are streamed by the runtime"},
    {"DiscardStmt", "discard", of_sessions},
    {"ListenStmt", "listen", of_sessions},
    {"UnlistenStmt", "unlisten", of_sessions},
    {"LoadStmt", "load", of_sessions},
    {"VacuumStmt", "vacuum", "it cannot run in a transaction: run it from psql"},
});

/// Up to the end of a word, and at least one character.
auto end_of_token(std::string_view text, std::size_t begin) -> std::size_t {
  auto is_word = [&](std::size_t at) {
    auto c = static_cast<unsigned char>(text[at]);
    return std::isalnum(c) != 0 || c == '_' || c >= 0x80;
  };
  auto end = begin;
  while (end < text.size() && is_word(end)) ++end;
  return std::max(end, std::min(begin + 1, text.size()));
}

}  // namespace

RawSqlBinder::RawSqlBinder(const QueryContext& context,
                           const syntax::NamedQuery& query,
                           const syntax::RawSql& raw,
                           std::string key,
                           Returned returned)
    : context_(context),
      query_(query),
      raw_(raw),
      key_(std::move(key)),
      returned_(returned),
      parameters_(syntax::find_raw_parameters(raw.text)) {}

auto RawSqlBinder::span_at(std::size_t begin, std::size_t end) const -> Span {
  if (!raw_.text_begin) return raw_.text_span;
  auto first = static_cast<std::uint32_t>(*raw_.text_begin + begin);
  return {raw_.text_span.file, first, static_cast<std::uint32_t>(*raw_.text_begin + end)};
}

auto RawSqlBinder::check_text() -> bool {
  // `$name` is no token of PostgreSQL's. `$1` and blanks stand in its place, so that what the
  // parser says of a place is true of the text that was written.
  auto text = raw_.text;
  for (const auto& parameter : parameters_) {
    if (parameter.numbered) continue;
    std::fill(text.begin() + parameter.begin, text.begin() + parameter.end, ' ');
    text[parameter.begin] = '$';
    text[parameter.begin + 1] = '1';
  }
  auto parsed = syntax::parse_with_postgres(text);
  if (const auto* error = std::get_if<syntax::PostgresSyntaxError>(&parsed)) {
    context_.diagnostics.report(span_at(error->offset, end_of_token(text, error->offset)),
                                RawSqlSyntax{error->message});
    return false;
  }
  const auto& [statements, uses] = std::get<syntax::PostgresText>(parsed);
  text_uses_ = uses;
  if (statements.size() == 1) return check_kind(statements.front());
  auto where = raw_.text_span;
  if (statements.size() > 1) {
    auto begin = text.find_first_not_of(" \t\r\n;", statements[1].begin);
    where = span_at(begin, end_of_token(text, begin));
  }
  context_.diagnostics.report(where, RawSqlCount{statements.size()});
  return false;
}

auto RawSqlBinder::check_kind(const syntax::PostgresStatement& statement) -> bool {
  is_select_ = statement.kind == "SelectStmt";
  const auto* found = std::ranges::find(refused, statement.kind, &Refused::kind);
  auto is_setting = statement.kind == "VariableSetStmt" && !statement.is_local;
  if (found == refused.end() && !is_setting) return true;
  auto begin = raw_.text.find_first_not_of(" \t\r\n", statement.begin);
  auto where = span_at(begin, end_of_token(raw_.text, begin));
  if (is_setting) {
    context_.diagnostics.report(where, RawSqlKind{"set", std::string{of_sessions}});
  } else {
    context_.diagnostics.report(where,
                                RawSqlKind{std::string{found->name}, std::string{found->reason}});
  }
  return false;
}

auto RawSqlBinder::bind(Binder& binder) -> std::optional<Statement> {
  auto has_types = bind_parameters(binder);
  auto columns = bind_columns();
  if (needs_lock_ || uses_lock_) note(binder);
  if (!has_types || !columns) return std::nullopt;
  auto sql = is_select_ ? raw_select(context_.schema, text_uses_) : RawSql{};
  return Statement{raw_.text_span, std::move(sql), std::move(*columns), {}};
}

/// What a server can be asked, whatever else is wrong.
void RawSqlBinder::note(const Binder& binder) {
  auto statement = RawStatement{};
  auto numbers = std::vector<std::size_t>{};
  for (const auto& written : parameters_) {
    auto name = std::ranges::find(statement.parameters, written.name);
    numbers.push_back(static_cast<std::size_t>(name - statement.parameters.begin()) + 1);
    if (name == statement.parameters.end()) statement.parameters.push_back(written.name);
  }
  statement.key = key_;
  statement.text = raw_.text;
  statement.sql = numbered(binder, numbers);
  statement.pads_rows = text_uses_.pads_rows;
  statement.needs_lock = needs_lock_;
  statement.span = raw_.text_span;
  context_.raw_statements.push_back(std::move(statement));
}

auto RawSqlBinder::locked() -> const LockedStatement* {
  const auto& known = context_.locks.statements;
  auto found = known.find(key_);
  return found == known.end() ? nullptr : &found->second;
}

/// Why `orm.lock` does not help; the first time only.
void RawSqlBinder::report_unlocked(Span span, const std::string& what) {
  auto is_first = !std::exchange(needs_lock_, true);
  if (!is_first || context_.locks.has_unusable) return;
  if (locked() == nullptr) {
    context_.diagnostics.report(span, RawSqlNotLocked{query_.name.text, what});
  } else {
    context_.diagnostics.report(query_.name.span, RawSqlStale{query_.name.text});
  }
}

auto RawSqlBinder::bind_parameters(Binder& binder) -> bool {
  auto sound = true;
  for (const auto& parameter : parameters_) {
    auto at = span_at(parameter.begin, parameter.end);
    auto* use = binder.use_parameter({{parameter.name, false, at}, parameter.numbered}, at);
    uses_.push_back(use);
    if (!std::holds_alternative<Parameter>(use->node)) {
      sound = false;
    } else if (!bind_type(binder, parameter, *use)) {
      sound = false;
    }
  }
  return sound;
}

auto RawSqlBinder::bind_type(Binder& binder, const syntax::RawParameter& parameter, Expr& use)
    -> bool {
  auto& state = binder.parameters()[std::get<Parameter>(use.node).index];
  if (state.batch) {
    context_.diagnostics.report(
        use.span,
        diagnostics::ImpossibleTogether{
            "a batch is rewritten into arrays, and raw SQL is sent as it is written",
            "take an array parameter, and `unnest` it in the SQL"});
    return false;
  }
  if (state.declared) return true;
  const auto* known = locked();
  if (known != nullptr && known->hash == text_hash(raw_.text)) {
    auto at = std::ranges::find(known->parameters, parameter.name, &LockedParameter::name);
    auto type =
        at == known->parameters.end() ? std::nullopt : find_type(binder.catalog(), at->type);
    if (type) {
      state.type = {type->oid, -1};
      use.type = state.type;
      uses_lock_ = true;
      return true;
    }
  }
  report_unlocked(use.span, fmt::format("the type of `${}`", parameter.name));
  return false;
}

auto RawSqlBinder::bind_columns() -> std::optional<std::vector<ResultColumn>> {
  if (returned_ == Returned::ignored) return std::vector<ResultColumn>{};
  if (!query_.result) return locked_columns();
  switch (query_.result->kind) {
    case syntax::ResultType::Kind::count:
      return std::vector<ResultColumn>{};
    case syntax::ResultType::Kind::row:
      return query_.result->columns.empty() ? locked_columns() : declared_columns();
    case syntax::ResultType::Kind::type:
      return columns_of_type(query_.result->type);
  }
  return std::nullopt;
}

auto RawSqlBinder::declared_columns() -> std::optional<std::vector<ResultColumn>> {
  auto columns = std::vector<ResultColumn>{};
  for (auto i = std::size_t{0}; i < query_.result->columns.size(); ++i) {
    const auto& column = query_.result->columns[i];
    auto type =
        schema::resolve_type(context_.schema, context_.module, column.type, context_.diagnostics);
    if (!type) return std::nullopt;
    columns.push_back(
        {column.name.text, column.name.text, *type, bool{query_.result->column_nullable[i]}});
  }
  return columns;
}

/// The columns of a model, the one of a scalar, or else those that the lock has for a named row.
auto RawSqlBinder::columns_of_type(const syntax::TypeName& type)
    -> std::optional<std::vector<ResultColumn>> {
  auto columns = std::vector<ResultColumn>{};
  auto relation = schema::find_relation(context_.schema, context_.module, type.name);
  if (relation && type.array_dimensions == 0) {
    const auto* model = std::get_if<schema::ModelId>(&*relation);
    if (model == nullptr) return locked_columns();
    for (const auto& column : context_.schema.at(*model).columns) {
      columns.push_back({column.name, column.sql_name, column.type, column.may_be_null()});
    }
    return columns;
  }
  auto quiet = diagnostics::Diagnostics{};
  auto scalar = schema::resolve_type(context_.schema, context_.module, type, quiet);
  if (!scalar) return locked_columns();
  auto may_be_null = query_.result->cardinality == syntax::ResultType::Cardinality::optional;
  columns.push_back({{}, {}, *scalar, may_be_null});
  return columns;
}

auto RawSqlBinder::locked_columns() -> std::optional<std::vector<ResultColumn>> {
  const auto* known = locked();
  auto columns = std::vector<ResultColumn>{};
  auto is_known = known != nullptr && known->hash == text_hash(raw_.text);
  for (auto i = std::size_t{0}; is_known && i < known->columns.size(); ++i) {
    auto type = find_type(context_.schema.catalog, known->columns[i].type);
    is_known = type.has_value();
    if (type)
      columns.push_back(
          {known->columns[i].name, known->columns[i].name, *type, known->columns[i].nullable});
  }
  uses_lock_ = uses_lock_ || is_known;
  if (is_known) return columns;
  report_unlocked(query_.name.span, "its columns");
  return std::nullopt;
}

void RawSqlBinder::number(const Binder& binder, Statement& statement) const {
  auto numbers = std::vector<std::size_t>{};
  for (const auto* use : uses_) numbers.push_back(std::get<Parameter>(use->node).index + 1);
  auto text = numbered(binder, numbers);
  text.erase(0, std::min(text.find_first_not_of(" \t\r\n"), text.size()));
  text.resize(text.find_last_not_of(" \t\r\n;") + 1);
  std::get<RawSql>(statement.node).text = std::move(text);
}

/// The text with numbers for its parameters. It alone decides what the server takes them for: a
/// type that was declared is said there.
auto RawSqlBinder::numbered(const Binder& binder, const std::vector<std::size_t>& numbers) const
    -> std::string {
  auto text = std::string{};
  auto at = std::size_t{0};
  for (auto i = std::size_t{0}; i < parameters_.size(); ++i) {
    text += raw_.text.substr(at, parameters_[i].begin - at);
    at = parameters_[i].end;
    const auto* use = std::get_if<Parameter>(&uses_[i]->node);
    const auto text_form = binder.catalog().text_form(uses_[i]->type.oid);
    const auto is_text = text_form != catalog::no_oid;
    if (use == nullptr || (!use->cast && !is_text)) {
      text += fmt::format("${}", numbers[i]);
      continue;
    }
    auto type = catalog::format_type(
        binder.catalog(), {uses_[i]->type.oid}, catalog::Qualification::always);
    const auto by_way_of =
        is_text ? "::" + catalog::format_type(binder.catalog(), {text_form}) : "";
    text += fmt::format("(${}{}::{})", numbers[i], by_way_of, type);
  }
  return text + raw_.text.substr(at);
}

}  // namespace ormc::query
