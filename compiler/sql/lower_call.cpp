#include <algorithm>
#include <string>
#include <vector>

#include "sql/lower.hpp"

namespace ormc::sql {

namespace {

auto order_suffix(const ir::OrderItem& item) -> std::string {
  auto words = std::string{};
  if (item.direction == syntax::OrderItem::Direction::ascending) words = "asc";
  if (item.direction == syntax::OrderItem::Direction::descending) words = "desc";
  if (item.nulls == syntax::OrderItem::Nulls::unspecified) return words;
  if (!words.empty()) words += ' ';
  return words + (item.nulls == syntax::OrderItem::Nulls::first ? "nulls first" : "nulls last");
}

auto bound_words(syntax::FrameBound::Kind kind) -> std::string {
  switch (kind) {
    case syntax::FrameBound::Kind::unbounded_preceding:
      return "unbounded preceding";
    case syntax::FrameBound::Kind::preceding:
      return "preceding";
    case syntax::FrameBound::Kind::current_row:
      return "current row";
    case syntax::FrameBound::Kind::following:
      return "following";
    case syntax::FrameBound::Kind::unbounded_following:
      return "unbounded following";
  }
  return "";
}

auto mode_words(syntax::Frame::Mode mode) -> std::string {
  switch (mode) {
    case syntax::Frame::Mode::rows:
      return "rows";
    case syntax::Frame::Mode::range:
      return "range";
    case syntax::Frame::Mode::groups:
      return "groups";
  }
  return "";
}

auto exclude_words(syntax::Frame::Exclude exclude) -> std::string {
  switch (exclude) {
    case syntax::Frame::Exclude::none:
      return "";
    case syntax::Frame::Exclude::current_row:
      return "current row";
    case syntax::Frame::Exclude::group:
      return "group";
    case syntax::Frame::Exclude::ties:
      return "ties";
    case syntax::Frame::Exclude::no_others:
      return "no others";
  }
  return "";
}

/// A word of the grammar that came as a string: `year` of `extract(year from x)`.
auto constant_text(const ir::Expr& expr) -> const std::string* {
  const auto* constant = std::get_if<ir::Constant>(&expr.node);
  return constant && constant->kind == syntax::Literal::Kind::string ? &constant->text : nullptr;
}

auto is_word(const std::string& text) -> bool {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || c == '_';
  });
}

}  // namespace

/// A function of pg_catalog is bare unless another one of its name might be found instead.
auto Lowering::function_name(const catalog::Function& function, bool qualified) const
    -> tree::Name {
  auto name = std::string{function.name};
  auto schema = std::string{function.schema};
  if (schema != "pg_catalog") return {schema, name};
  auto shadowed = [&] {
    for (const auto& other : schema_.functions) {
      if (other.sql_name == name) return true;
    }
    for (const auto& other : schema_.aggregates) {
      if (other.sql_name == name) return true;
    }
    auto visible = schema_.catalog.functions({}, name);
    return std::any_of(visible.begin(), visible.end(), [](const auto* candidate) {
      return candidate->schema != "pg_catalog";
    });
  };
  if (qualified || shadowed()) return {schema, name};
  return {name};
}

/// Operators of pg_catalog are bare: the server resolves them as the binder did. Those of
/// extensions are qualified, so that they are found whatever the search path is.
auto Lowering::op(const catalog::Operator& op, bool qualified) const -> tree::Operator {
  auto bare = op.schema == "pg_catalog" && !qualified;
  return {std::string{op.name}, bare ? std::string{} : std::string{op.schema}};
}

auto Lowering::node(const ir::Call& call) -> tree::ExprPtr {
  if (call.spelling == syntax::Call::Spelling::overlaps) return overlaps(call);
  auto lowered = spelled(call);
  lowered.star = call.star;
  lowered.distinct = call.distinct;
  for (const auto& item : call.order_by) lowered.order_by.push_back(order_item(item, nullptr));
  for (const auto& item : call.within_group) {
    lowered.within_group.push_back(order_item(item, nullptr));
  }
  lowered.filter = operand(call.filter);
  if (call.over) lowered.over = window(*call.over);
  return make(std::move(lowered));
}

/// `(a, b) overlaps (c, d)`
auto Lowering::overlaps(const ir::Call& call) -> tree::ExprPtr {
  const auto pair = [&](std::size_t first) {
    const auto of = [&](std::size_t index) { return operand(call.arguments[index].value); };
    return make(tree::Row{.elements = {of(first), of(first + 1)}, .is_explicit = false});
  };
  return make(tree::Infix{tree::Operator{"overlaps", {}}, pair(0), pair(2)});
}

/// The name and arguments of a call in the spelling in which it was written.
auto Lowering::spelled(const ir::Call& call) -> tree::Call {
  using Spelling = syntax::Call::Spelling;
  auto arguments = std::vector<tree::Argument>{};
  for (auto i = std::size_t{0}; i < call.arguments.size(); ++i) {
    const auto& argument = call.arguments[i];
    const auto& types = call.function->arguments;
    const auto is_known = !argument.name && i < types.size() &&
                          (i + 1 < types.size() || call.function->variadic_element == 0);
    const auto type = is_known ? types[i] : catalog::no_oid;
    arguments.push_back({.name = argument.name,
                         .words = argument.variadic ? "variadic" : "",
                         .value = taken_as(type, argument.value, operand(argument.value))});
  }
  auto keyword = [&](std::string name) {
    return tree::Call{
        .function = {std::move(name)}, .keyword = true, .words_separate = true, .arguments = {}};
  };
  auto with_words = [&](std::string name, const std::vector<std::string>& words) {
    auto spelled = keyword(std::move(name));
    for (std::size_t i = 0; i < arguments.size() && i < words.size(); ++i) {
      arguments[i].words = words[i];
    }
    spelled.arguments = std::move(arguments);
    return spelled;
  };
  auto plain = [&] {
    return tree::Call{.function = function_name(*call.function, call.qualified),
                      .arguments = std::move(arguments)};
  };
  // A word argument stands as it is: `year`, `nfc`.
  auto word = [&](std::size_t index) {
    const auto* text = constant_text(*call.arguments[index].value);
    if (text && is_word(*text)) arguments[index].value = make(tree::Verbatim{*text});
    return text && is_word(*text);
  };
  switch (call.spelling) {
    case Spelling::plain:
    case Spelling::overlaps:  // is no call in its spelling
      return plain();
    case Spelling::extract:
      word(0);
      return with_words("extract", {"", "from"});
    case Spelling::substring:
      return with_words("substring", {"", "from", "for"});
    case Spelling::substring_similar:
      return with_words("substring", {"", "similar", "escape"});
    case Spelling::overlay:
      return with_words("overlay", {"", "placing", "from", "for"});
    case Spelling::position:
      if (arguments.size() != 2) return plain();
      std::swap(arguments[0], arguments[1]);
      arguments[0].restricted = arguments[1].restricted = true;
      return with_words("position", {"", "in"});
    case Spelling::trim: {
      auto side = std::string{call.function->name == "ltrim"   ? "leading"
                              : call.function->name == "rtrim" ? "trailing"
                                                               : "both"};
      if (arguments.size() == 1) return with_words("trim", {side + " from"});
      if (arguments.size() != 2) return plain();
      std::swap(arguments[0], arguments[1]);
      return with_words("trim", {side, "from"});
    }
    case Spelling::normalize: {
      auto spelled = keyword("normalize");
      spelled.words_separate = false;
      if (arguments.size() == 2) {
        const auto* form = constant_text(*call.arguments[1].value);
        if (form) arguments[1].value = make(tree::Verbatim{*form});
      }
      spelled.arguments = std::move(arguments);
      return spelled;
    }
    case Spelling::xml_exists:
      arguments[0].operand = arguments[1].operand = true;
      return with_words("xmlexists", {"", "passing"});
    case Spelling::collation_for: {
      auto spelled = keyword("collation for ");
      spelled.arguments = std::move(arguments);
      return spelled;
    }
  }
  return plain();
}

/// `items` are the select list whose labels an `order by` could mean.
auto Lowering::order_item(const ir::OrderItem& item, const std::vector<ir::OutputColumn>* items)
    -> tree::OrderItem {
  auto lowered = tree::OrderItem{.expr = nullptr, .suffix = order_suffix(item)};
  lowered.presence = presence(item.part);
  if (item.using_operator) {
    lowered.using_operator =
        tree::Operator{item.using_operator->symbol,
                       item.using_operator->schema ? item.using_operator->schema->text : ""};
  }
  const auto* expr = item.expr;
  if (item.output) {
    auto position = *item.output;
    const auto* output = items ? &(*items)[position] : nullptr;
    auto named = [&](const auto& other) { return other.sql_name == output->sql_name; };
    if (output && output->name_written && std::count_if(items->begin(), items->end(), named) == 1) {
      lowered.expr = make(tree::Column{{output->sql_name}});
      return lowered;
    }
    expr = output && std::holds_alternative<ir::ColumnRef>(output->expr->node) ? output->expr
                                                                               : nullptr;
    if (!expr) {
      lowered.expr = make(tree::Verbatim{std::to_string(position + 1)});
      return lowered;
    }
  }
  auto was_bare = bare_;
  if (items && is_captured(*expr, *items)) bare_ = false;
  lowered.expr = this->expr(*expr);
  bare_ = was_bare;
  return lowered;
}

/// Whether `order by` would take a bare column for an output of that name which is something else.
auto Lowering::is_captured(const ir::Expr& expr, const std::vector<ir::OutputColumn>& items) const
    -> bool {
  const auto* column = std::get_if<ir::ColumnRef>(&expr.node);
  if (!column) return false;
  const auto& name = unit_.at(column->range).columns[column->column].sql_name;
  return std::any_of(items.begin(), items.end(), [&](const auto& item) {
    const auto* other = std::get_if<ir::ColumnRef>(&item.expr->node);
    auto same = other && other->range == column->range && other->column == column->column;
    return item.sql_name == name && !same;
  });
}

auto Lowering::window(const ir::Window& window) -> tree::Window {
  auto lowered = tree::Window{.name = window.name,
                              .is_reference = window.is_reference,
                              .partition_by = operands(window.partition_by)};
  for (const auto& item : window.order_by) lowered.order_by.push_back(order_item(item, nullptr));
  if (window.frame) lowered.frame = frame(*window.frame);
  return lowered;
}

auto Lowering::frame(const ir::Frame& frame) -> tree::Frame {
  auto lowered = tree::Frame{
      .mode = mode_words(frame.mode),
      .start = {bound_words(frame.start.kind), operand(frame.start.offset)},
      .end = std::nullopt,
      .exclude = exclude_words(frame.exclude),
  };
  if (frame.end) lowered.end = {bound_words(frame.end->kind), operand(frame.end->offset)};
  return lowered;
}

}  // namespace ormc::sql
