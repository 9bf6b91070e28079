#include "database/nested_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>

namespace orm_tests {
namespace {

namespace query = ormc::query;

class RowWriter {
 public:
  RowWriter(const Values& row, ListOrder order, const PartRows* parts, std::size_t at = 0)
      : row_(row), order_(order), parts_(parts), at_(at) {}

  auto members(const std::vector<query::ShapeField>& fields) -> std::string {
    auto text = std::string{};
    for (const auto& field : fields) text += member(field) + " ";
    return text;
  }

 private:
  auto member(const query::ShapeField& field) -> std::string {
    using Kind = query::ShapeField::Kind;
    if (field.kind == Kind::one) {
      const auto there = !field.nullable || row_[at_].has_value();
      if (field.marker != nullptr) ++at_;
      auto text = members(field.fields);
      return there ? "{" + text + "}" : "none";
    }
    if (const auto rows = parts_ == nullptr ? std::nullopt : parts_->find(field, row_)) {
      return part(field, *rows);
    }
    const auto& value = row_[at_++];
    if (field.kind == Kind::column) return shown(value);
    if (!value) return "none";
    if (field.kind == Kind::record) return "{" + record(field, *value) + "}";
    auto elements = std::vector<std::string>{};
    for (const auto& element : array_elements(*value)) {
      elements.push_back("{" + record(field, *element) + "}");
    }
    return list(std::move(elements));
  }

  auto record(const query::ShapeField& field, const std::string& value) const -> std::string {
    const auto values = record_fields(value);
    return RowWriter{values, order_, nullptr}.members(query::fields_of(field));
  }

  auto part(const query::ShapeField& field, const std::vector<Values>& rows) const -> std::string {
    auto elements = std::vector<std::string>{};
    for (const auto& row : rows) {
      elements.push_back("{" + RowWriter{row, order_, parts_, 1}.members(query::fields_of(field)) +
                         "}");
    }
    return list(std::move(elements));
  }

  auto list(std::vector<std::string> elements) const -> std::string {
    if (order_ == ListOrder::any) std::ranges::sort(elements);
    return fmt::format("[{}]", fmt::join(elements, ""));
  }

  const Values& row_;
  ListOrder order_;
  const PartRows* parts_;
  std::size_t at_;
};

}  // namespace

auto shown(const std::optional<std::string>& value) -> std::string {
  return value ? "'" + *value + "'" : "null";
}

void PartRows::add(const ormc::sql::ShapePart& part, const std::vector<Values>& rows) {
  rows_[part.field] = rows;
}

auto PartRows::find(const query::ShapeField& field, const Values& row) const
    -> std::optional<std::vector<Values>> {
  const auto known = rows_.find(&field);
  if (known == rows_.end()) return std::nullopt;
  auto found = std::vector<Values>{};
  std::ranges::copy_if(known->second, std::back_inserter(found), [&](const Values& each) {
    return each.front() == row.back();
  });
  return found;
}

auto shown_row(const std::vector<query::ShapeField>& fields,
               const Values& row,
               ListOrder order,
               const PartRows* parts) -> std::string {
  return RowWriter{row, order, parts}.members(fields);
}

}  // namespace orm_tests
