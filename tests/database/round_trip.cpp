#include "database/round_trip.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <stdlib.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "driver/run.hpp"
#include "support/postgres_server.hpp"

namespace round_trip {
namespace {

namespace fs = std::filesystem;
using test_support::postgres_server;

/// What a command writes, errors too, and whether it succeeded.
struct Output {
  std::string text;
  bool succeeded = false;
};

auto run(const std::string& command) -> Output {
  auto output = Output{};
  auto* pipe = popen((command + " 2>&1").c_str(), "r");
  if (pipe == nullptr) throw std::runtime_error("popen failed");
  char buffer[4096];
  while (const auto size = std::fread(buffer, 1, sizeof buffer, pipe)) {
    output.text.append(buffer, size);
  }
  output.succeeded = pclose(pipe) == 0;
  return output;
}

/// Lines of a dump that say nothing of an object.
auto is_noise(std::string_view line) -> bool {
  return line.empty() || line.starts_with("--") || line.starts_with("\\restrict") ||
         line.starts_with("\\unrestrict") || line.starts_with("SET default_") ||
         line.starts_with("SELECT pg_catalog.set_config");
}

/// What the dump does not say: columns of tables that inherit, but for their parents' `not null`.
auto unseen_columns(const std::string& conninfo) -> std::string {
  constexpr auto query =
      "select attrelid::regclass, attname from pg_attribute join pg_class c on c.oid = attrelid "
      "where attinhcount > 0 and not attnotnull and not attisdropped and relkind = 'r' "
      "order by attrelid::regclass::text collate \\\"C\\\", attname collate \\\"C\\\"";
  return "may be NULL:\n" + run(fmt::format("psql -XAtc \"{}\" '{}'", query, conninfo)).text;
}

auto missing(const std::vector<std::string>& from, const std::vector<std::string>& in)
    -> std::vector<std::string> {
  auto result = std::vector<std::string>{};
  std::ranges::set_difference(from, in, std::back_inserter(result));
  return result;
}

auto difference(const std::string& original, const std::string& rebuilt) -> std::string {
  const auto before = dump_entries(original);
  const auto after = dump_entries(rebuilt);
  auto text = std::string{};
  for (const auto& entry : missing(before, after)) text += "--- only in the original\n" + entry;
  for (const auto& entry : missing(after, before)) text += "+++ only in the rebuilt\n" + entry;
  return text;
}

}  // namespace

Folder::Folder() {
  auto name = (fs::temp_directory_path() / "orm-pull-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("mkdtemp failed");
  path_ = name;
}

Folder::~Folder() { fs::remove_all(path_); }

auto dump_entries(const std::string& conninfo) -> std::vector<std::string> {
  auto dump = run(fmt::format("pg_dump --schema-only --no-owner --dbname='{}'", conninfo));
  if (!dump.succeeded) throw std::runtime_error(dump.text);
  // How and where what follows is kept stands between the entries.
  auto method = std::string{};
  auto tablespace = std::string{};
  auto entries = std::vector<std::string>{{}};
  for (auto begin = std::size_t{0}; begin < dump.text.size();) {
    const auto end = std::min(dump.text.find('\n', begin), dump.text.size());
    const auto line = std::string_view{dump.text}.substr(begin, end - begin);
    if (line.starts_with("SET default_table_access_method")) method = line;
    if (line.starts_with("SET default_tablespace")) tablespace = line;
    if (line.starts_with("-- Name: ")) {
      const auto is_table = line.find("; Type: TABLE;") != std::string_view::npos ||
                            line.find("; Type: MATERIALIZED VIEW;") != std::string_view::npos;
      const auto is_kept = is_table || line.find("; Type: INDEX;") != std::string_view::npos ||
                           line.find("; Type: CONSTRAINT;") != std::string_view::npos;
      entries.push_back((is_table ? method + "\n" : std::string{}) +
                        (is_kept ? tablespace + "\n" : std::string{}));
    }
    if (!is_noise(line)) entries.back().append(line).append("\n");
    begin = end + 1;
  }
  std::erase(entries, std::string{});
  entries.push_back(unseen_columns(conninfo));
  std::ranges::sort(entries);
  return entries;
}

auto run_file(const std::string& conninfo, const fs::path& file) -> std::string {
  auto output =
      run(fmt::format("PGOPTIONS='-c client_min_messages=warning' psql -X -q -o /dev/null -v "
                      "ON_ERROR_STOP=1 -f '{}' '{}'",
                      file.string(),
                      conninfo));
  return output.succeeded ? std::string{} : output.text;
}

auto pull(const std::string& conninfo, const fs::path& folder) -> std::string {
  const auto said = Captured{};
  const auto models = (folder / "models").string();
  const auto status =
      ormc::driver::run(std::vector<std::string>{"pull", "--database", conninfo, "-o", models});
  return status == 0 ? std::string{} : "ormc pull failed\n" + said.text();
}

auto read_all(const fs::path& folder) -> std::map<std::string, std::string> {
  auto texts = std::map<std::string, std::string>{};
  for (const auto& entry : fs::directory_iterator(folder)) {
    auto in = std::ifstream(entry.path());
    auto out = std::ostringstream{};
    out << in.rdbuf();
    texts[entry.path().filename().string()] = out.str();
  }
  return texts;
}

auto round_trip(const std::string& conninfo, const fs::path& folder) -> std::string {
  auto pulled = pull(conninfo, folder);
  if (!pulled.empty()) return pulled;
  const auto said = Captured{};
  const auto models = (folder / "models").string();
  auto arguments = std::vector<std::string>{"build", "--out", (folder / "out").string()};
  for (const auto& file : fs::directory_iterator(models)) arguments.push_back(file.path().string());
  if (ormc::driver::run(arguments) != 0) return "ormc build failed\n" + said.text();
  const auto rebuilt = postgres_server::shared().create_database();
  auto problem = run_file(rebuilt, folder / "out" / "schema.sql");
  if (problem.empty()) problem = difference(conninfo, rebuilt);
  postgres_server::shared().drop_database(rebuilt);
  return problem;
}

auto compile_headers(const fs::path& folder, const fs::path& runtime) -> std::string {
  auto source = std::ofstream(folder / "all.cpp");
  auto names = std::vector<std::string>{};
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == ".hpp") names.push_back(entry.path().filename().string());
  }
  for (const auto& name : names) source << fmt::format("#include \"{}\"\n", name);
  source.close();
  auto text = std::string{};
  for (const auto* compiler : {"g++", "clang++"}) {
    text += run(fmt::format(
                    "{} -std=c++20 -fsyntax-only -Wall -Wextra -Wpedantic -Wconversion -Wshadow "
                    "-Wold-style-cast -isystem {} {}",
                    compiler,
                    runtime.string(),
                    (folder / "all.cpp").string()))
                .text;
  }
  return text;
}

Captured::Captured() : saved_(::dup(STDERR_FILENO)) {
  std::fflush(stderr);
  const auto file = ::open((folder_.path() / "errors").c_str(), O_WRONLY | O_CREAT, 0600);
  ::dup2(file, STDERR_FILENO);
  ::close(file);
}

Captured::~Captured() {
  std::fflush(stderr);
  ::dup2(saved_, STDERR_FILENO);
  ::close(saved_);
}

auto Captured::text() const -> std::string {
  std::fflush(stderr);
  auto in = std::ifstream(folder_.path() / "errors");
  auto out = std::ostringstream{};
  out << in.rdbuf();
  return out.str();
}

}  // namespace round_trip
