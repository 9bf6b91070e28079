#include "sql/printer.hpp"

namespace ormc::sql {

namespace {

auto function_text(const tree::Call& call) -> std::string {
  return call.keyword ? call.function.back() : quote_function_name(call.function);
}

}  // namespace

void Printer::node(const tree::Call& call) {
  out_.text(function_text(call));
  out_.text("(");
  arguments(call);
  out_.text(")");
  if (!call.within_group.empty()) {
    out_.text(" within group (order by ");
    order(call.within_group, [] {});
    out_.text(")");
  }
  if (call.filter) {
    out_.text(" filter (where ");
    expr(*call.filter);
    out_.text(")");
  }
  if (!call.over) return;
  out_.text(" over ");
  if (call.over->is_reference) {
    out_.text(quote_name({*call.over->name}));
  } else {
    window(*call.over);
  }
}

void Printer::arguments(const tree::Call& call) {
  if (call.star) return out_.text("*");
  if (call.distinct) out_.text("distinct ");
  out_.open(Layout::Mode::fill);
  out_.indent();
  auto first = true;
  for (const auto& argument : call.arguments) {
    if (!first) {
      if (!call.words_separate) out_.text(",");
      out_.space();
    }
    first = false;
    if (!argument.words.empty()) out_.text(argument.words + " ");
    if (argument.name) out_.text(quote_name({*argument.name}) + " => ");
    if (argument.restricted) {
      restricted(*argument.value);
    } else {
      expr(*argument.value, argument.operand ? Level::primary : Level::any);
    }
  }
  if (!call.order_by.empty()) {
    if (!first) out_.space();
    out_.text("order by ");
    order(call.order_by, [] {});
  }
  out_.dedent();
  out_.close();
}

void Printer::order(const std::vector<tree::OrderItem>& items,
                    const std::function<void()>& introduce) {
  auto separate = [&] {
    out_.text(",");
    out_.space();
  };
  list_of_parts(items, introduce, separate, [&](const tree::OrderItem& item) {
    expr(*item.expr);
    if (item.using_operator) {
      out_.text(" using ");
      op(*item.using_operator);
    }
    if (!item.suffix.empty()) out_.text(" " + item.suffix);
  });
}

void Printer::window(const tree::Window& window) {
  out_.text("(");
  out_.open(Layout::Mode::all);
  out_.indent();
  out_.soft();
  auto first = true;
  auto part = [&] {
    if (!first) out_.space();
    first = false;
  };
  if (window.name) {
    part();
    out_.text(quote_name({*window.name}));
  }
  if (!window.partition_by.empty()) {
    part();
    out_.text("partition by ");
    list(window.partition_by);
  }
  if (!window.order_by.empty()) {
    part();
    out_.open(Layout::Mode::fill);
    out_.indent();
    out_.text("order by ");
    order(window.order_by, [] {});
    out_.dedent();
    out_.close();
  }
  if (window.frame) {
    part();
    frame(*window.frame);
  }
  out_.dedent();
  out_.soft();
  out_.close();
  out_.text(")");
}

void Printer::frame(const tree::Frame& frame) {
  auto print_bound = [this](const tree::FrameBound& bound) {
    if (bound.offset) {
      expr(*bound.offset, Level::op);
      out_.text(" ");
    }
    out_.text(bound.words);
  };
  out_.text(frame.mode);
  out_.text(frame.end ? " between " : " ");
  print_bound(frame.start);
  if (frame.end) {
    out_.text(" and ");
    print_bound(*frame.end);
  }
  if (!frame.exclude.empty()) out_.text(" exclude " + frame.exclude);
}

}  // namespace ormc::sql
