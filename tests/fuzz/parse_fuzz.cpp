// parse_fuzz [--seconds N] ITERATIONS SEED [FILES...]
//
// Compiles broken and unusual files and expects diagnostics, never an exception, a crash or more
// than five seconds. FILES, by default every language case and example model, are compiled
// unchanged first and then mutated; ITERATIONS 0 only replays them. An input that fails or takes
// more than a second is written to the working folder. The same SEED gives the same inputs.

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "fuzz/mutate.hpp"
#include "fuzz/pipeline.hpp"
#include "fuzz/reproducer.hpp"

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr auto seconds_per_input = 5U;
constexpr auto worth_keeping = std::chrono::seconds(1);
constexpr auto largest_input = std::size_t{1} << 20U;

struct Options {
  std::uint64_t iterations = 0;
  std::uint64_t seed = 0;
  std::chrono::seconds time = std::chrono::hours(24 * 365);
  std::vector<fs::path> files;
};

auto read_file(const fs::path& path) -> std::string {
  auto in = std::ifstream(path, std::ios::binary);
  auto out = std::ostringstream{};
  out << in.rdbuf();
  return out.str();
}

/// A language case without its expectations, which are comments and would only dilute the
/// mutations.
auto without_expectations(const std::string& text) -> std::string {
  auto kept = std::string{};
  auto lines = std::istringstream(text);
  for (auto line = std::string{}; std::getline(lines, line);) {
    if (!line.starts_with("//~")) kept += line + "\n";
  }
  return kept;
}

auto default_files() -> std::vector<fs::path> {
  auto files = std::vector<fs::path>{};
  for (const auto* folder : {"tests/cases", "models", "examples"}) {
    auto root = fs::path(ORM_SOURCE_DIR) / folder;
    if (!fs::exists(root)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
      if (entry.path().extension() == ".orm") files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

auto parse_options(int argc, char** argv) -> Options {
  auto arguments = std::vector<std::string>(argv + 1, argv + argc);
  auto options = Options{};
  if (arguments.size() >= 2 && arguments[0] == "--seconds") {
    options.time = std::chrono::seconds(std::stoul(arguments[1]));
    arguments.erase(arguments.begin(), arguments.begin() + 2);
  }
  if (arguments.size() < 2) throw std::invalid_argument("usage");
  options.iterations = std::stoull(arguments[0]);
  options.seed = std::stoull(arguments[1]);
  options.files.assign(arguments.begin() + 2, arguments.end());
  if (options.files.empty()) options.files = default_files();
  return options;
}

struct Tally {
  std::uint64_t compiled = 0;
  std::uint64_t parsed = 0;
  std::uint64_t accepted = 0;
  std::uint64_t failed = 0;
  Clock::duration slowest{};
};

void report_throw(std::string_view what, Tally& tally) {
  fmt::print(stderr, "an input makes the compiler throw {}; ", what);
  orm_fuzz::save_reproducer();
  ++tally.failed;
}

/// Compiles one input, which is saved under `name` if that fails.
void run_one(const std::string& text, const std::string& name, Tally& tally) {
  auto path = name + ".failed.orm";
  auto start = Clock::now();
  orm_fuzz::arm(path, text, seconds_per_input);
  try {
    auto outcome = orm_fuzz::compile(text);
    if (outcome != orm_fuzz::Outcome::not_parsed) ++tally.parsed;
    if (outcome == orm_fuzz::Outcome::accepted) ++tally.accepted;
  } catch (const std::exception& error) {
    report_throw(error.what(), tally);
  } catch (...) {  // ANTLR throws string literals too
    report_throw("something that is no std::exception", tally);
  }
  orm_fuzz::disarm();
  ++tally.compiled;
  auto taken = Clock::now() - start;
  tally.slowest = std::max(tally.slowest, taken);
  if (taken > worth_keeping) std::ofstream(name + ".slow.orm", std::ios::binary) << text;
}

auto run(const Options& options) -> Tally {
  auto seeds = std::vector<std::string>{};
  for (const auto& file : options.files) seeds.push_back(without_expectations(read_file(file)));
  auto tally = Tally{};
  for (auto i = std::size_t{0}; i < seeds.size(); ++i) {
    run_one(seeds[i], "seed-" + options.files[i].stem().string(), tally);
  }
  if (seeds.empty()) return tally;
  auto mutator = orm_fuzz::Mutator(seeds, options.seed);
  auto end = Clock::now() + options.time;
  for (auto i = std::uint64_t{0}; i < options.iterations && Clock::now() < end; ++i) {
    auto text = mutator.next();
    if (text.size() > largest_input) continue;
    run_one(text, fmt::format("mutant-{}-{}", options.seed, i), tally);
  }
  return tally;
}

}  // namespace

auto main(int argc, char** argv) -> int {
  auto options = Options{};
  try {
    options = parse_options(argc, argv);
  } catch (const std::exception&) {
    fmt::print(stderr, "usage: parse_fuzz [--seconds N] ITERATIONS SEED [FILES...]\n");
    return 2;
  }
  orm_fuzz::catch_crashes();
  auto start = Clock::now();
  auto tally = run(options);
  auto seconds = std::chrono::duration<double>(Clock::now() - start).count();
  fmt::print(
      "{} inputs in {:.1f} s ({:.0f}/s), {} parsed, {} accepted, slowest {:.0f} ms, {} failed\n",
      tally.compiled,
      seconds,
      static_cast<double>(tally.compiled) / seconds,
      tally.parsed,
      tally.accepted,
      std::chrono::duration<double, std::milli>(tally.slowest).count(),
      tally.failed);
  return tally.failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
