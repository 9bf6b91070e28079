#include "emit/cpp/emit_page.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

#include "emit/cpp/column_type.hpp"
#include "emit/cpp/layout.hpp"
#include "emit/cpp/template.hpp"

namespace ormc::emit::cpp {
namespace {

/// FNV-1a.
auto hash(std::string_view text) -> std::uint32_t {
  auto value = std::uint32_t{0x811c9dc5};
  for (auto c : text) value = (value ^ static_cast<unsigned char>(c)) * 0x01000193;
  return value;
}

class PageEmitter {
 public:
  PageEmitter(HeaderWriter& writer, const PagedQuery& paged)
      : writer_(writer),
        context_(writer.context()),
        query_(paged.query),
        names_(paged.names),
        place_(paged.place),
        row_(paged.row) {}

  /// Where a page begins: the keys of the row before it.
  auto cursor() -> std::string {
    writer_.need("orm/page.hpp");
    auto members = std::string{};
    auto choices = std::vector<std::string>{};
    auto counts = std::vector<std::string>{};
    auto identity = fmt::format("{}.{}:", context_.schema.at(query_.module).name, query_.name);
    for (auto i : page_choices()) {
      const auto& choice = names_.choices[i];
      members += declaration(choice.name, names_.parameters[i] + " = {}", 4);
      choices.push_back(names_.parameters[i]);
      counts.push_back(std::to_string(choice.labels.size()));
      identity += fmt::format(" {} {};", names_.parameters[i], fmt::join(choice.labels, " "));
    }
    auto keys = std::vector<std::string>{};
    auto place = place_;
    for (auto i : key_indexes()) {
      const auto& key = query_.parameters[i];
      members += emit_member(key_type(key), names_.parameters[i], {}, place, 4);
      keys.push_back(names_.parameters[i]);
      identity += fmt::format(" {}", names_.parameters[i]);
      identity += " " + context_.types.constant(key.type.oid) + (key.nullable ? "?" : "");
    }
    auto count_list = counts.empty()
                          ? std::string{}
                          : fmt::format("static constexpr std::size_t choice_counts[]{{{}}};\n",
                                        fmt::join(counts, ", "));
    return fill(
        R"(
/// Where a page begins: the keys of the row before it.
struct cursor {
  $members$

  $equality$

  $choices$
  $counts$
  $keys$
  $identity$
};
)",
        {{"members", members},
         {"equality", emit_equality("cursor", 4)},
         {"choices", members_alias("choices", member_pointers("cursor", choices), 4)},
         {"counts", count_list},
         {"keys", members_alias("keys", member_pointers("cursor", keys), 4)},
         {"identity",
          fmt::format("static constexpr std::uint32_t identity = {:#010x};\n", hash(identity))}});
  }

  auto alias() const -> std::string {
    auto choices = std::vector<std::string>{};
    for (auto i : page_choices()) {
      choices.push_back(fmt::format("&{}::{}", names_.name, names_.parameters[i]));
    }
    return type_alias("page",
                      fmt::format("orm::page<&{}::{}, orm::members<{}>>",
                                  names_.name,
                                  names_.cursor,
                                  fmt::join(choices, ", ")),
                      2);
  }

  auto cursor_of() -> std::string {
    auto parameters = std::vector<std::string>{fmt::format("const {}& from", row_.name)};
    auto members = std::vector<std::string>{};
    for (auto i : page_choices()) {
      parameters.push_back(fmt::format("{} {}", names_.choices[i].name, names_.parameters[i]));
      members.push_back(fmt::format(".{0} = {0}", names_.parameters[i]));
    }
    const auto nested = column_accesses(context_, row_);
    for (auto i : key_indexes()) {
      const auto column = query_.parameters[i].cursor_column;
      auto value = "from." + names_.columns[column];
      if (!nested.empty()) value = nested[column];
      if (query_.result.kind == query::Result::Kind::scalar) value = "from";
      members.push_back(fmt::format(".{} = {}", names_.parameters[i], value));
    }
    auto head = fmt::format("static auto cursor_of({})", fmt::join(parameters, ", "));
    return fill(R"(
/// The cursor of the page behind a row.
$signature$
  $return$
}
)",
                {{"signature", signature(head, "cursor {", 2)},
                 {"return", braced_list("return ", members, 4)}});
  }

 private:
  /// The choices that the order of the pages depends on.
  auto page_choices() const -> std::vector<std::size_t> {
    auto found = std::vector<std::size_t>{};
    for (std::size_t i = 0; i < query_.parameters.size(); ++i) {
      if (query_.parameters[i].choices.empty()) continue;
      if (chooses_order(static_cast<query::ParameterIndex>(i))) found.push_back(i);
    }
    return found;
  }

  /// Whether it chooses among the items of the query's own order.
  auto chooses_order(query::ParameterIndex parameter) const -> bool {
    const auto& query = *std::get<query::QueryPtr>(query_.statement->node);
    return std::ranges::any_of(query.order_by, [&](const auto& item) {
      return item.part && std::ranges::any_of(query_.unit->at(*item.part).requirements,
                                              [&](const auto& requirement) {
                                                return requirement.parameter == parameter;
                                              });
    });
  }

  auto key_indexes() const -> std::vector<std::size_t> {
    auto found = std::vector<std::size_t>{};
    for (std::size_t i = 0; i < query_.parameters.size(); ++i) {
      if (query_.parameters[i].cursor) found.push_back(i);
    }
    return found;
  }

  auto key_type(const query::QueryParameter& key) -> CppType {
    auto type = column_type(writer_, query_, key.cursor_column);
    auto may_be_null = query_.statement->columns[key.cursor_column].nullable;
    return key.nullable && !may_be_null ? type.optional() : type;
  }

  HeaderWriter& writer_;
  const Context& context_;
  const query::NamedQuery& query_;
  const QueryNames& names_;
  const Place& place_;
  const ShapeStruct& row_;
};

}  // namespace

auto emit_page(HeaderWriter& writer, const PagedQuery& paged) -> PageBlocks {
  auto emitter = PageEmitter(writer, paged);
  return {emitter.cursor(), emitter.cursor_of(), emitter.alias()};
}

}  // namespace ormc::emit::cpp
