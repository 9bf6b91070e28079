#include "introspect/unnamed_literals.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <vector>

#include "introspect/text.hpp"

namespace ormc::introspect {
namespace {

auto is_word_char(char c) -> bool {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '$';
}

/// The place behind a string or `NULL` that `sql` begins with; 0 where it begins otherwise.
auto end_of_literal(std::string_view sql) -> std::size_t {
  if (sql.starts_with("NULL")) return 4;
  const auto quote = std::size_t{sql.starts_with("E'") ? 1U : 0U};
  return sql.substr(quote).starts_with('\'') ? end_of_quoted(sql, quote) : 0;
}

/// An item of a select list, as the server would not call it by its cast.
auto without_name(std::string_view item) -> std::string {
  const auto end = end_of_literal(item);
  if (end == 0 || !item.substr(end).starts_with("::")) return std::string{item};
  const auto type = item.substr(end + 2);
  if (type == "text") return std::string{item.substr(0, end)};
  const auto is_of_type = [](char c) {
    return is_word_char(c) || std::string_view{" .\"()[],"}.find(c) != std::string_view::npos;
  };
  const auto is_named = find_word(type, " AS ") != std::string_view::npos;
  if (is_named || !std::ranges::all_of(type, is_of_type)) return std::string{item};
  return std::string{item} + " AS \"?column?\"";
}

/// Copies SQL and changes the items of its select lists.
class Rewriter {
 public:
  explicit Rewriter(std::string_view sql) : sql_(sql) {}

  auto rewrite() -> std::string {
    while (at_ < sql_.size()) step();
    end_item();
    return std::move(result_);
  }

 private:
  void step() {
    const auto c = sql_[at_];
    if (c == '\'' || c == '"') return copy(end_of_quoted(sql_, at_) - at_);
    if (c == '(') {
      groups_.push_back(none);
      return copy(1);
    }
    if (c == ')') {
      end_item();
      if (groups_.size() > 1) groups_.pop_back();
      return copy(1);
    }
    if (c == ';') end_item();
    if (c == ',' && in_list()) {
      end_item();
      copy(1);
      return begin_item();
    }
    if (is_word_char(c)) return word();
    copy(1);
  }

  void word() {
    auto end = at_;
    while (end < sql_.size() && is_word_char(sql_[end])) ++end;
    const auto text = sql_.substr(at_, end - at_);
    if (text == "SELECT") {
      copy(text.size());
      return begin_item();
    }
    constexpr auto ends = std::to_array<std::string_view>({"FROM",
                                                           "WHERE",
                                                           "GROUP",
                                                           "HAVING",
                                                           "WINDOW",
                                                           "UNION",
                                                           "INTERSECT",
                                                           "EXCEPT",
                                                           "ORDER",
                                                           "LIMIT",
                                                           "OFFSET",
                                                           "FETCH",
                                                           "FOR"});
    if (in_list() && std::ranges::find(ends, text) != ends.end()) end_item();
    copy(text.size());
  }

  void copy(std::size_t size) {
    result_ += sql_.substr(at_, size);
    at_ += size;
  }

  void skip_spaces() {
    while (at_ < sql_.size() && std::isspace(static_cast<unsigned char>(sql_[at_])) != 0) copy(1);
  }

  auto in_list() const -> bool { return groups_.back() != none; }

  void begin_item() {
    skip_spaces();
    constexpr auto distinct = std::string_view{"DISTINCT "};
    if (sql_.substr(at_).starts_with(distinct)) copy(distinct.size());
    groups_.back() = result_.size();
  }

  void end_item() {
    if (!in_list()) return;
    const auto begin = groups_.back();
    groups_.back() = none;
    auto end = result_.find_last_not_of(" \n;");
    if (end == std::string::npos || end + 1 <= begin) return;
    const auto item = result_.substr(begin, end + 1 - begin);
    result_.replace(begin, item.size(), without_name(item));
  }

  static constexpr auto none = std::string::npos;

  std::string_view sql_;
  std::size_t at_ = 0;
  std::string result_;
  std::vector<std::size_t> groups_ = {none};  // where the item of each open group begins
};

}  // namespace

auto with_unnamed_literals(std::string_view sql) -> std::string {
  if (sql.find("SELECT") == std::string_view::npos) return std::string{sql};
  return Rewriter{sql}.rewrite();
}

}  // namespace ormc::introspect
