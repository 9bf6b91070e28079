#include "query/literal/extension.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "query/literal/fault.hpp"
#include "query/literal/hstore.hpp"
#include "query/literal/ltree.hpp"

namespace ormc::query {
namespace {

struct ExtensionType {
  std::string_view name;
  Fault (*read)(std::string_view text);
  std::string_view expected;
};

constexpr auto types = std::to_array<ExtensionType>({
    {"hstore", find_hstore_fault, "it must be keys and values, such as 'a=>1, \"b c\"=>NULL'"},
    {"lquery", find_lquery_fault, "it must be a pattern of labels, such as 'Top.*{1,2}.Science@'"},
    {"ltree", find_ltree_fault, "it must be labels with points between, such as 'Top.Science'"},
});

}  // namespace

auto find_extension_fault(std::string_view type, std::string_view text)
    -> std::optional<LiteralFault> {
  const auto* const known = std::ranges::find(types, type, &ExtensionType::name);
  if (known == types.end()) return std::nullopt;
  auto fault = known->read(text);
  if (!fault) return std::nullopt;
  return LiteralFault{std::string{known->expected} + ": " + fault->reason};
}

}  // namespace ormc::query
