#include "query/row_members.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <map>

#include "catalog/type_name.hpp"
#include "diagnostics/shape_diagnostics.hpp"
#include "query/bind_coercion.hpp"

namespace ormc::query {
namespace {

auto kind_of(ShapeField::Kind kind) -> RowMember::Kind {
  switch (kind) {
    case ShapeField::Kind::column:
      return RowMember::Kind::value;
    case ShapeField::Kind::one:
    case ShapeField::Kind::record:
      return RowMember::Kind::one;
    case ShapeField::Kind::many:
      return RowMember::Kind::many;
  }
  return RowMember::Kind::value;
}

/// Finds the first difference, depth first.
class Comparison {
 public:
  Comparison(const schema::Schema& schema, Nulls nulls) : schema_(schema), nulls_(nulls) {}

  auto compare(const RowMemberLists& lists, const std::string& prefix) const
      -> std::optional<std::string> {
    const auto& [expected, found] = lists;
    auto common = std::min(expected.size(), found.size());
    for (auto i = std::size_t{0}; i < common; ++i) {
      if (!agrees(expected[i], found[i])) {
        return fmt::format("{} {} is {}, not {}",
                           prefix.empty() ? "column" : "member",
                           i + 1,
                           describe(found[i], prefix),
                           describe(expected[i], prefix));
      }
      auto inner = compare({expected[i].members, found[i].members}, prefix + found[i].name + ".");
      if (inner) return inner;
    }
    if (expected.size() > common) return describe(expected[common], prefix) + " is missing";
    if (found.size() > common) return describe(found[common], prefix) + " is one too many";
    return std::nullopt;
  }

 private:
  auto agrees(const RowMember& expected, const RowMember& found) const -> bool {
    auto null_agrees = agree(expected.nullable, found.nullable) &&
                       agree(expected.nullable_elements, found.nullable_elements);
    return expected.name == found.name && expected.kind == found.kind &&
           (expected.kind != RowMember::Kind::value || expected.type.oid == found.type.oid) &&
           null_agrees;
  }

  auto agree(bool expected, bool found) const -> bool {
    return nulls_ == Nulls::same ? expected == found : expected || !found;
  }

  auto describe(const RowMember& member, const std::string& prefix) const -> std::string {
    auto type = std::string{};
    switch (member.kind) {
      case RowMember::Kind::value:
        type = catalog::format_type(schema_.catalog, member.type);
        break;
      case RowMember::Kind::one:
        type = "{...}";
        break;
      case RowMember::Kind::many:
        return fmt::format("`{}{}` {{...}}{}[]{}",
                           prefix,
                           member.name,
                           member.nullable_elements ? "?" : "",
                           member.nullable ? "?" : "");
    }
    return fmt::format("`{}{}` {}{}{}",
                       prefix,
                       member.name,
                       type,
                       member.nullable ? "?" : "",
                       member.nullable_elements ? " with elements that may be NULL" : "");
  }

  const schema::Schema& schema_;
  Nulls nulls_;
};

}  // namespace

auto members(const Statement& statement) -> std::vector<RowMember> {
  const auto& shape = shape_of(statement);
  return shape.empty() ? flat_members(statement.columns) : shape_members(shape);
}

auto flat_members(const std::vector<ResultColumn>& columns) -> std::vector<RowMember> {
  auto members = std::vector<RowMember>{};
  for (const auto& column : columns) {
    members.push_back({column.name, RowMember::Kind::value, column.type, column.nullable});
  }
  return members;
}

auto shape_members(const std::vector<ShapeField>& fields) -> std::vector<RowMember> {
  auto members = std::vector<RowMember>{};
  for (const auto& field : fields) {
    auto member = RowMember{field.name, kind_of(field.kind)};
    if (field.expr != nullptr) member.type = field.expr->type;
    member.nullable = field.nullable;
    member.nullable_elements = field.nullable_elements;
    member.members = shape_members(fields_of(field));
    members.push_back(std::move(member));
  }
  return members;
}

auto shape_members(const Query& query) -> std::vector<RowMember> {
  return query.shape.empty() ? flat_members(query.columns) : shape_members(query.shape);
}

auto is_shape(const ShapeField& field) -> bool {
  return field.kind == ShapeField::Kind::one || field.query != nullptr;
}

void check_member_names(diagnostics::Diagnostics& diagnostics,
                        const std::vector<ShapeField>& fields) {
  auto first = std::map<std::string, Span>{};
  for (const auto& field : fields) {
    if (field.expr != nullptr && is_error(*field.expr)) continue;  // it is not called anything
    auto [known, is_new] = first.emplace(field.name, field.span);
    if (!is_new) {
      diagnostics.report(field.span, diagnostics::DuplicateMember{field.name})
          .label(known->second, "the first is here");
    }
    if (!field.shape && is_shape(field)) check_member_names(diagnostics, fields_of(field));
  }
}

auto find_difference(const schema::Schema& schema, const RowMemberLists& lists, Nulls nulls)
    -> std::optional<std::string> {
  return Comparison{schema, nulls}.compare(lists, {});
}

}  // namespace ormc::query
