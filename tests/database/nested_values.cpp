#include "database/nested_values.hpp"

#include <fmt/format.h>

#include <cstddef>

namespace orm_tests {
namespace {

using ormc::query::ShapeField;

/// Reads values up to `end`, separated by commas, quoted with `"`, where `\` and `""` escape. What
/// stands for NULL is said by whoever reads.
class Reader {
 public:
  Reader(const std::string& text, char end) : text_(text), end_(end) {}

  auto more() const -> bool { return at_ < text_.size() && text_[at_] != end_; }
  struct Value {
    std::string text;
    bool quoted = false;
  };
  auto next() -> Value {
    auto value = Value{};
    auto inside = false;
    for (; at_ < text_.size(); ++at_) {
      auto c = text_[at_];
      if (!inside && (c == ',' || c == end_)) break;
      if (c == '\\' && at_ + 1 < text_.size()) {
        value.text += text_[++at_];
      } else if (c == '"') {
        if (inside && at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
          value.text += text_[++at_];
          continue;
        }
        inside = !inside;
        value.quoted = true;
      } else {
        value.text += c;
      }
    }
    return value;
  }
  /// Past a comma; false at the end.
  auto go_on() -> bool {
    if (at_ >= text_.size() || text_[at_] != ',') return false;
    ++at_;
    return true;
  }

 private:
  const std::string& text_;
  char end_;
  std::size_t at_ = 1;
};

/// Holds the values of a row, or of a record, against its members.
class Refuter {
 public:
  explicit Refuter(const Values& row) : row_(row) {}

  auto members(const std::vector<ShapeField>& fields, bool present) -> std::string {
    for (const auto& field : fields) {
      auto what = member(field, present);
      if (!what.empty()) return field.name + ": " + what;
    }
    return {};
  }

 private:
  auto member(const ShapeField& field, bool present) -> std::string {
    if (field.kind == ShapeField::Kind::one) {
      auto there = present && (!field.nullable || (at_ < row_.size() && row_[at_]));
      if (field.marker != nullptr) ++at_;
      return members(field.fields, there);
    }
    if (at_ >= row_.size()) return "there are too few values";
    const auto& value = row_[at_++];
    if (!present) return {};
    if (!value) return field.nullable ? "" : "is NULL";
    if (field.kind == ShapeField::Kind::record) {
      return refute_members(fields_of(field), record_fields(*value));
    }
    if (field.kind == ShapeField::Kind::many) {
      for (const auto& element : array_elements(*value)) {
        if (!element && field.nullable_elements) continue;
        if (!element) return "an element is NULL";
        auto what = refute_members(fields_of(field), record_fields(*element));
        if (!what.empty()) return what;
      }
    }
    return {};
  }

  const Values& row_;
  std::size_t at_ = 0;
};

}  // namespace

auto array_elements(const std::string& text) -> Values {
  auto values = Values{};
  auto reader = Reader{text, '}'};
  if (!reader.more()) return values;
  do {
    auto value = reader.next();
    auto null = !value.quoted && value.text == "NULL";
    values.push_back(null ? std::nullopt : std::optional{std::move(value.text)});
  } while (reader.go_on());
  return values;
}

auto record_fields(const std::string& text) -> Values {
  auto values = Values{};
  auto reader = Reader{text, ')'};
  do {
    auto value = reader.next();
    auto null = !value.quoted && value.text.empty();
    values.push_back(null ? std::nullopt : std::optional{std::move(value.text)});
  } while (reader.go_on());
  return values;
}

auto refute_members(const std::vector<ShapeField>& fields, const Values& row) -> std::string {
  return Refuter{row}.members(fields, true);
}

}  // namespace orm_tests
