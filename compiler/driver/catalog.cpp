#include "catalog/catalog.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "diagnostics/driver_diagnostics.hpp"
#include "driver/commands.hpp"
#include "driver/console.hpp"
#include "driver/extension_text.hpp"
#include "driver/input.hpp"
#include "driver/output.hpp"
#include "introspect/describe_extension.hpp"

namespace ormc::driver {
namespace {

using Json = nlohmann::ordered_json;

auto installed(introspect::DatabaseSession& session) -> std::vector<std::string> {
  auto rows = session.query("select extname from pg_catalog.pg_extension order by extname");
  auto names = std::vector<std::string>{};
  for (auto i = 0; i < PQntuples(rows.get()); ++i) names.emplace_back(PQgetvalue(rows.get(), i, 0));
  return names;
}

/// Those that were named, or else those that the compiler does not know.
auto wanted(const CatalogOptions& options, const std::vector<std::string>& there)
    -> std::vector<std::string> {
  if (!options.extensions.empty()) return options.extensions;
  auto names = std::vector<std::string>{};
  auto known = catalog::Catalog::extension_names();
  std::ranges::copy_if(there, std::back_inserter(names), [&](const std::string& name) {
    return name != "plpgsql" && std::ranges::find(known, name) == known.end();
  });
  return names;
}

}  // namespace

auto catalog(const CatalogOptions& options, const CommonOptions& common) -> int {
  auto sources = source::SourceSet{};
  auto found = diagnostics::Diagnostics{};
  auto status = exit_code::success;
  try {
    auto session = introspect::DatabaseSession(options.database);
    auto there = installed(session);
    auto described = Json::array();
    for (const auto& name : wanted(options, there)) {
      if (std::ranges::find(there, name) == there.end()) {
        found.report(place_of(sources, "database"),
                     diagnostics::ExtensionNotInstalled{printable(name)});
        status = exit_code::input_has_errors;
        continue;
      }
      described.push_back(introspect::describe_extension(session, name));
    }
    auto failure = status == exit_code::success
                       ? publish({{options.out, extension_text(described)}})
                       : std::nullopt;
    if (failure) {
      auto path = printable(failure->path.native());
      found.report(place_of(sources, path), diagnostics::UnwritableFile{path, failure->reason, {}});
      status = exit_code::system_failed;
    }
    if (status == exit_code::success) {
      status = print(fmt::format(
          "described {} extension{}\n", described.size(), described.size() == 1 ? "" : "s"));
    }
  } catch (const introspect::ConnectionFailed& failed) {
    found.report(place_of(sources, "database"),
                 diagnostics::DatabaseFailed{printable(failed.what())});
    status = exit_code::system_failed;
  }
  report(found, sources, common);
  return status;
}

}  // namespace ormc::driver
