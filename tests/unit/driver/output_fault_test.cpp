// RELIABILITY I21: whatever fails, and wherever a run is killed, outputs are the old set or the new
// one. Each call that the compiler makes into the file system is made to fail once.

#include <errno.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <catch2/catch.hpp>
#include <chrono>
#include <filesystem>
#include <functional>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "driver/output.hpp"
#include "driver/run.hpp"
#include "run_ormc.hpp"
#include "system_faults.hpp"

using orm_tests::Fault;
using orm_tests::FaultyRun;
using orm_tests::run_with_fault;
using orm_tests::TemporaryFolder;

namespace {

namespace fs = std::filesystem;
using Names = std::vector<std::string>;

/// In the order in which they are put in place; `new` is the one that was not there before.
constexpr auto names = std::to_array<const char*>({"a", "b", "new", "z"});
constexpr auto succeeded = 0;
constexpr auto failed = 64;  // plus a bit for each file that is reported as new all the same

auto old_text(const std::string& name) -> std::string { return "old " + name; }
auto new_text(const std::string& name) -> std::string { return "the new text of " + name; }

/// Files as an earlier run left them, and one that the next run need not touch.
auto lay_out(const TemporaryFolder& folder) -> void {
  for (const auto* name : names) {
    if (std::string(name) != "new") folder.write(name, old_text(name));
  }
  fs::remove(folder.path() / "new");
  folder.write("same", "same");
}

auto publish_new(const TemporaryFolder& folder) -> int {
  auto files = std::vector<ormc::driver::NewFile>{{folder.path() / "same", "same"}};
  for (const auto* name : names) files.push_back({folder.path() / name, new_text(name)});
  auto failure = ormc::driver::publish(files);
  if (!failure) return succeeded;
  auto code = failed;
  for (std::size_t i = 0; i < names.size(); ++i) {
    for (const auto& path : failure->replaced) {
      if (path == folder.path() / names[i]) code |= 1 << i;
    }
  }
  return code;
}

auto is_old(const TemporaryFolder& folder, const std::string& name) -> bool {
  if (name == "new") return !fs::exists(folder.path() / name);
  return folder.read(name) == old_text(name);
}

auto is_new(const TemporaryFolder& folder, const std::string& name) -> bool {
  return fs::exists(folder.path() / name) && folder.read(name) == new_text(name);
}

/// The next run is clean, and leaves nothing behind of the one before.
auto check_next_run(const TemporaryFolder& folder) -> void {
  CHECK(publish_new(folder) == succeeded);
  CHECK(folder.names() == Names{"a", "b", "new", "same", "z"});
  for (const auto* name : names) CHECK(is_new(folder, name));
}

/// The number of calls of a run without faults; 0 where calls cannot be watched.
auto calls_of_a_run(const TemporaryFolder& folder) -> std::size_t {
  lay_out(folder);
  auto run = run_with_fault({}, [&] { return publish_new(folder); });
  if (!run.is_supported) {
    WARN("skipped: the kernel does not let calls be watched here");
    return 0;
  }
  CHECK(run.exit_code == succeeded);
  CHECK(run.calls > 4 * names.size());
  return run.calls;
}

auto check_outcome(const TemporaryFolder& folder, const FaultyRun& run) -> void {
  REQUIRE((run.exit_code == succeeded || run.exit_code >= failed));
  for (std::size_t i = 0; i < names.size(); ++i) {
    INFO("file " << names[i]);
    auto is_reported = run.exit_code >= failed && (run.exit_code & (1 << i)) != 0;
    CHECK((run.exit_code == succeeded || is_reported ? is_new(folder, names[i])
                                                     : is_old(folder, names[i])));
  }
}

}  // namespace

TEST_CASE("I21: any call that fails once leaves all files old, or all new", "[I21][faults]") {
  auto folder = TemporaryFolder();
  auto calls = calls_of_a_run(folder);
  auto failures = 0;
  for (auto error : {EIO, ENOSPC, EPERM}) {
    for (std::size_t call = 0; call < calls; ++call) {
      INFO("error " << error << " at call " << call);
      lay_out(folder);
      auto untouched = fs::last_write_time(folder.path() / "same");
      auto inode_time = fs::last_write_time(folder.path() / "a");
      auto run =
          run_with_fault({Fault::Kind::once, call, error}, [&] { return publish_new(folder); });
      check_outcome(folder, run);
      // One fault can be undone: none stays new.
      CHECK((run.exit_code == succeeded || run.exit_code == failed));
      if (run.exit_code == failed) {
        ++failures;
        CHECK(fs::last_write_time(folder.path() / "same") == untouched);
        CHECK(fs::last_write_time(folder.path() / "a") == inode_time);
      }
      check_next_run(folder);
    }
  }
  if (calls > 0) CHECK(failures > 20);
}

TEST_CASE("I21: a device that dies is reported with the files that stayed new", "[I21][faults]") {
  auto folder = TemporaryFolder();
  auto calls = calls_of_a_run(folder);
  auto torn = 0;
  for (std::size_t call = 0; call < calls; ++call) {
    INFO("from call " << call << " on");
    lay_out(folder);
    auto run =
        run_with_fault({Fault::Kind::onward, call, EIO}, [&] { return publish_new(folder); });
    check_outcome(folder, run);
    if (run.exit_code > failed) ++torn;
    check_next_run(folder);
  }
  if (calls > 0) CHECK(torn > 0);
}

TEST_CASE("I21: a run that is killed at any call leaves each file old or new", "[I21][faults]") {
  auto folder = TemporaryFolder();
  auto calls = calls_of_a_run(folder);
  for (std::size_t call = 0; call < calls; ++call) {
    INFO("killed at call " << call);
    lay_out(folder);
    auto run = run_with_fault({Fault::Kind::kill, call, 0}, [&] { return publish_new(folder); });
    CHECK(run.exit_code == -1);
    for (const auto* name : names) CHECK((is_old(folder, name) || is_new(folder, name)));
    check_next_run(folder);
  }
}

TEST_CASE("I21: ormc killed at 200 random moments leaves each file old or new", "[I21][faults]") {
  auto folder = TemporaryFolder();
  auto program = [](int fields) {
    auto text = std::string("model A { id: bigint @id;");
    for (auto i = 0; i < fields; ++i) text += " f" + std::to_string(i) + ": int;";
    return text + " }\n";
  };
  auto outputs = std::array{"a.orm.hpp", "schema.sql", "program.json"};
  auto build = [&](int fields) {
    folder.write("a.orm", program(fields));
    return std::vector<std::string>{folder.path() / "a.orm", "--out", folder.path() / "out"};
  };
  auto texts = [&] {
    auto found = std::array<std::string, 3>{};
    for (std::size_t i = 0; i < 3; ++i) found[i] = folder.read(std::string("out/") + outputs[i]);
    return found;
  };
  REQUIRE(orm_tests::run_ormc(build(30)).exit_code == 0);
  auto new_texts = texts();
  auto start = std::chrono::steady_clock::now();
  REQUIRE(orm_tests::run_ormc(build(10)).exit_code == 0);
  auto taken = std::chrono::duration_cast<std::chrono::microseconds>(
      std::chrono::steady_clock::now() - start);
  auto old_texts = texts();

  auto random = std::mt19937_64(20260101);
  for (auto round = 0; round < 200; ++round) {
    INFO("round " << round);
    auto arguments = build(30);
    auto child = ::fork();
    if (child == 0) ::_exit(ormc::driver::run(arguments));
    auto moment = static_cast<long>(random() % static_cast<std::uint64_t>(taken.count()));
    std::this_thread::sleep_for(std::chrono::microseconds(moment));
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    auto found = texts();
    for (std::size_t i = 0; i < 3; ++i) {
      CHECK((found[i] == old_texts[i] || found[i] == new_texts[i]));
    }
    auto next = build(10);
    child = ::fork();
    if (child == 0) ::_exit(ormc::driver::run(next));
    auto status = 0;
    ::waitpid(child, &status, 0);
    CHECK(status == 0);
    CHECK(texts() == old_texts);
    CHECK(std::distance(fs::directory_iterator(folder.path() / "out"), {}) == 3);
  }
}
