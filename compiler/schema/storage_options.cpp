#include "schema/storage_options.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "diagnostics/nearest.hpp"
#include "diagnostics/table_diagnostics.hpp"
#include "schema/naming.hpp"

namespace ormc::schema {
namespace {

using diagnostics::OptionValue;
using diagnostics::UnknownOption;

/// One parameter, as reloptions.c has it. Words stand for other values than numbers.
struct Parameter {
  enum class Kind : std::uint8_t { number, boolean, words };
  std::string_view name;
  Kind kind = Kind::number;
  double least = 0;
  double most = 0;
  std::string_view words = {};
};

using Kind = Parameter::Kind;
constexpr auto int_max = 2147483647.0;

constexpr auto autovacuum = std::to_array<Parameter>({
    {"autovacuum_enabled", Kind::boolean},
    {"vacuum_index_cleanup", Kind::words, 0, 0, "auto on off true false yes no 1 0"},
    {"vacuum_truncate", Kind::boolean},
    {"autovacuum_vacuum_threshold", Kind::number, 0, int_max},
    {"autovacuum_vacuum_insert_threshold", Kind::number, -1, int_max},
    {"autovacuum_vacuum_scale_factor", Kind::number, 0, 100},
    {"autovacuum_vacuum_insert_scale_factor", Kind::number, 0, 100},
    {"autovacuum_vacuum_cost_delay", Kind::number, 0, 100},
    {"autovacuum_vacuum_cost_limit", Kind::number, 1, 10000},
    {"autovacuum_freeze_min_age", Kind::number, 0, 1000000000},
    {"autovacuum_freeze_max_age", Kind::number, 100000, 2000000000},
    {"autovacuum_freeze_table_age", Kind::number, 0, 2000000000},
    {"autovacuum_multixact_freeze_min_age", Kind::number, 0, 1000000000},
    {"autovacuum_multixact_freeze_max_age", Kind::number, 10000, 2000000000},
    {"autovacuum_multixact_freeze_table_age", Kind::number, 0, 2000000000},
    {"log_autovacuum_min_duration", Kind::number, -1, int_max},
});
constexpr auto table = std::to_array<Parameter>({
    {"fillfactor", Kind::number, 10, 100},
    {"toast_tuple_target", Kind::number, 128, 8160},
    {"parallel_workers", Kind::number, 0, 1024},
    {"user_catalog_table", Kind::boolean},
    {"autovacuum_analyze_threshold", Kind::number, 0, int_max},
    {"autovacuum_analyze_scale_factor", Kind::number, 0, 100},
});
constexpr auto view = std::to_array<Parameter>({
    {"check_option", Kind::words, 0, 0, "local cascaded"},
    {"security_barrier", Kind::boolean},
    {"security_invoker", Kind::boolean},
});
constexpr auto column = std::to_array<Parameter>({
    {"n_distinct", Kind::number, -1, 1e300},
    {"n_distinct_inherited", Kind::number, -1, 1e300},
});
constexpr auto btree = std::to_array<Parameter>({
    {"fillfactor", Kind::number, 10, 100},
    {"deduplicate_items", Kind::boolean},
    {"vacuum_cleanup_index_scale_factor", Kind::number, 0, 1e10},
});
constexpr auto fillfactor = std::to_array<Parameter>({{"fillfactor", Kind::number, 10, 100}});
constexpr auto gist = std::to_array<Parameter>({
    {"fillfactor", Kind::number, 10, 100},
    {"buffering", Kind::words, 0, 0, "auto on off"},
});
constexpr auto gin = std::to_array<Parameter>({
    {"fastupdate", Kind::boolean},
    {"gin_pending_list_limit", Kind::number, 64, int_max},
});
constexpr auto brin = std::to_array<Parameter>({
    {"pages_per_range", Kind::number, 1, 131072},
    {"autosummarize", Kind::boolean},
});

using Parameters = std::vector<Parameter>;

template <class List>
void append(Parameters& into, const List& from) {
  into.insert(into.end(), from.begin(), from.end());
}

auto parameters_of(StorageOf of) -> Parameters {
  auto result = Parameters{};
  switch (of) {
    case StorageOf::table:
    case StorageOf::materialized_view:
      append(result, table);
      append(result, autovacuum);
      break;
    case StorageOf::view:
      append(result, view);
      break;
    case StorageOf::column:
      append(result, column);
      break;
    case StorageOf::btree:
      append(result, btree);
      break;
    case StorageOf::hash:
    case StorageOf::spgist:
      append(result, fillfactor);
      break;
    case StorageOf::gist:
      append(result, gist);
      break;
    case StorageOf::gin:
      append(result, gin);
      break;
    case StorageOf::brin:
      append(result, brin);
      break;
  }
  return result;
}

auto is_boolean(const std::string& text) -> bool {
  constexpr auto words = std::to_array<std::string_view>(
      {"true", "false", "on", "off", "yes", "no", "1", "0", "t", "f", "y", "n"});
  return std::ranges::find(words, text) != words.end();
}

auto is_between(const std::string& text, double least, double most) -> bool {
  auto value = 0.0;
  const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && rest == text.data() + text.size() && value >= least &&
         value <= most;
}

/// What a parameter takes, for people; empty when `value` is that.
auto expectation(const Parameter& parameter, const std::string& value) -> std::string {
  const auto text = fold(value);
  switch (parameter.kind) {
    case Kind::boolean:
      return is_boolean(text) ? "" : "on or off";
    case Kind::words:
      return (" " + std::string{parameter.words} + " ").find(" " + text + " ") != std::string::npos
                 ? ""
                 : "one of " + std::string{parameter.words};
    case Kind::number:
      if (is_between(text, parameter.least, parameter.most)) return "";
      return fmt::format("a number from {} to {}", parameter.least, parameter.most);
  }
  return {};
}

}  // namespace

auto storage_of_index(std::string_view method) -> std::optional<StorageOf> {
  if (method == "btree") return StorageOf::btree;
  if (method == "hash") return StorageOf::hash;
  if (method == "gist") return StorageOf::gist;
  if (method == "spgist") return StorageOf::spgist;
  if (method == "gin") return StorageOf::gin;
  if (method == "brin") return StorageOf::brin;
  return std::nullopt;
}

void check_storage(const Options& options,
                   StorageOf of,
                   Span span,
                   diagnostics::Diagnostics& diagnostics) {
  const auto toast = Parameters{autovacuum.begin(), autovacuum.end()};
  const auto own = parameters_of(of);
  for (const auto& [name, value] : options) {
    const auto is_toast = of == StorageOf::table && name.starts_with("toast.");
    const auto& known = is_toast ? toast : own;
    const auto place =
        std::ranges::find(known, fold(is_toast ? name.substr(6) : name), &Parameter::name);
    if (place == known.end()) {
      auto names = std::vector<std::string>{};
      for (const auto& each : known) names.emplace_back(each.name);
      diagnostics.report(span, UnknownOption{name, diagnostics::nearest(name, names)});
      continue;
    }
    if (auto expected = expectation(*place, value); !expected.empty()) {
      diagnostics.report(span, OptionValue{name, value, std::move(expected)});
    }
  }
}

auto resolve_column_storage(const Attributes& attributes, diagnostics::Diagnostics& diagnostics)
    -> ColumnStorage {
  static const auto kinds = std::vector<std::string>{"plain", "main", "external", "extended"};
  auto kept = ColumnStorage{};
  if (const auto* storage = find_attribute(attributes, "storage")) {
    kept.storage = fold(*text_argument(*storage));
    if (std::ranges::find(kinds, kept.storage) == kinds.end()) {
      diagnostics.report(storage->span,
                         diagnostics::UnknownWord{"kind of storage", kept.storage, kinds});
    }
  }
  kept.compression = fold(attribute_text(attributes, "compression").value_or(""));
  if (const auto* statistics = find_attribute(attributes, "statistics")) {
    kept.statistics_target = number_argument(*statistics);
  }
  if (const auto* with = find_attribute(attributes, "with")) {
    kept.options = option_arguments(*with).value_or(Options{});
    check_storage(kept.options, StorageOf::column, with->span, diagnostics);
  }
  return kept;
}

}  // namespace ormc::schema
