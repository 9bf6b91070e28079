// Replacing files as one set: what the file system can do to a run, no language case can show.

#include "driver/output.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

using ormc::driver::NewFile;
using ormc::driver::publish;

namespace {

namespace fs = std::filesystem;

/// A folder of its own, gone at the end.
class Folder {
 public:
  Folder() {
    auto pattern = (fs::temp_directory_path() / "ormc-output-XXXXXX").string();
    REQUIRE(::mkdtemp(pattern.data()) != nullptr);
    path_ = pattern;
  }
  Folder(const Folder&) = delete;
  auto operator=(const Folder&) -> Folder& = delete;
  ~Folder() { fs::remove_all(path_); }

  auto operator/(const std::string& name) const -> fs::path { return path_ / name; }
  auto path() const -> const fs::path& { return path_; }
  /// The names in it, hidden ones too.
  auto names() const -> std::vector<std::string> {
    auto found = std::vector<std::string>{};
    for (const auto& entry : fs::directory_iterator(path_)) {
      found.push_back(entry.path().filename().string());
    }
    std::ranges::sort(found);
    return found;
  }

 private:
  fs::path path_;
};

auto read(const fs::path& path) -> std::string {
  auto in = std::ifstream(path, std::ios::binary);
  auto out = std::ostringstream{};
  out << in.rdbuf();
  return out.str();
}

auto write(const fs::path& path, const std::string& text) -> void {
  std::ofstream(path, std::ios::binary) << text;
}

using Names = std::vector<std::string>;

/// Runs `body` in a process of its own, which can be limited and killed; its exit code.
template <class Body>
auto in_child(Body body) -> int {
  auto child = ::fork();
  if (child == 0) ::_exit(body());
  auto status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

TEST_CASE("files are written with the folders they need") {
  auto folder = Folder();
  CHECK_FALSE(publish({{folder / "a/b/x", "1"}, {folder / "y", "2"}}));
  CHECK(read(folder / "a/b/x") == "1");
  CHECK(read(folder / "y") == "2");
  CHECK(folder.names() == Names{"a", "y"});
}

TEST_CASE("I21: a file that has the text already is not touched", "[I21]") {
  auto folder = Folder();
  CHECK_FALSE(publish({{folder / "x", "1"}, {folder / "y", "2"}}));
  auto long_ago = fs::last_write_time(folder / "x") - std::chrono::hours(1);
  fs::last_write_time(folder / "x", long_ago);
  fs::last_write_time(folder / "y", long_ago);
  CHECK_FALSE(publish({{folder / "x", "1"}, {folder / "y", "3"}}));
  CHECK(fs::last_write_time(folder / "x") == long_ago);
  CHECK(fs::last_write_time(folder / "y") != long_ago);
}

TEST_CASE("I21: nothing changes when one of the files cannot be written", "[I21]") {
  auto folder = Folder();
  write(folder / "a", "old");
  fs::create_directory(folder / "b");
  auto failure = publish({{folder / "a", "new"}, {folder / "b", "new"}});
  REQUIRE(failure);
  CHECK(failure->path == folder / "b");
  CHECK(read(folder / "a") == "old");
  CHECK(folder.names() == Names{"a", "b"});
}

TEST_CASE("what is no regular file is not replaced") {
  auto folder = Folder();
  fs::create_symlink("/dev/null", folder / "null");
  auto failure = publish({{folder / "a", "new"}, {folder / "null", "new"}});
  REQUIRE(failure);
  CHECK(failure->path == folder / "null");
  CHECK(failure->reason == "it is not a regular file");
  CHECK(folder.names() == Names{"null"});
}

TEST_CASE("a name as long as names can be is written") {
  auto folder = Folder();
  auto name = std::string(255, 'n');
  CHECK_FALSE(publish({{folder / name, "1"}}));
  CHECK(read(folder / name) == "1");
}

TEST_CASE("a path below a file fails") {
  auto folder = Folder();
  write(folder / "file", "");
  CHECK(publish({{folder / "file/x", "1"}}));
  CHECK(folder.names() == Names{"file"});
}

TEST_CASE("I21: a device that is full leaves the old files and no litter", "[I21]") {
  auto folder = Folder();
  write(folder / "a", "old a");
  write(folder / "b", "old b");
  auto code = in_child([&] {
    ::signal(SIGXFSZ, SIG_IGN);
    auto limit = rlimit{1000, 1000};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    auto failure = publish({{folder / "a", "new"}, {folder / "b", std::string(5000, 'x')}});
    return failure && failure->path == folder / "b" ? 7 : 1;
  });
  CHECK(code == 7);
  CHECK(read(folder / "a") == "old a");
  CHECK(read(folder / "b") == "old b");
  CHECK(folder.names() == Names{"a", "b"});
}

TEST_CASE("I21: what a killed run left is removed by the next", "[I21]") {
  auto folder = Folder();
  write(folder / ".ormc-x.tmp", "half");
  write(folder / ".hidden", "mine");
  CHECK_FALSE(publish({{folder / "x", "1"}}));
  CHECK(folder.names() == Names{".hidden", "x"});
}

TEST_CASE("I21: a run that is killed leaves each file old or new, never half", "[I21]") {
  auto folder = Folder();
  auto old_text = std::string(200'000, 'o');
  auto new_text = std::string(300'000, 'n');
  for (auto round = 0; round < 200; ++round) {
    for (const auto* name : {"a", "b", "c"}) write(folder / name, old_text);
    auto child = ::fork();
    if (child == 0) {
      static_cast<void>(
          publish({{folder / "a", new_text}, {folder / "b", new_text}, {folder / "c", new_text}}));
      ::_exit(0);
    }
    std::this_thread::sleep_for(std::chrono::microseconds(25 * round));
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    for (const auto* name : {"a", "b", "c"}) {
      auto text = read(folder / name);
      CHECK((text == old_text || text == new_text));
    }
  }
  CHECK_FALSE(publish({{folder / "a", "1"}, {folder / "b", "2"}, {folder / "c", "3"}}));
  CHECK(folder.names() == Names{"a", "b", "c"});
}

TEST_CASE("I21: runs at the same time do not mix their files", "[I21]") {
  auto folder = Folder();
  auto children = std::vector<pid_t>{};
  for (auto writer = 0; writer < 8; ++writer) {
    auto child = ::fork();
    if (child == 0) {
      auto text = std::string(50'000, static_cast<char>('a' + writer));
      auto failed = false;
      for (auto round = 0; round < 10; ++round) {
        failed = publish({{folder / "x", text}, {folder / "y", text}}).has_value() || failed;
      }
      ::_exit(failed ? 1 : 0);
    }
    children.push_back(child);
  }
  for (auto child : children) {
    auto status = 0;
    ::waitpid(child, &status, 0);
    CHECK(status == 0);
  }
  CHECK(folder.names() == Names{"x", "y"});
  CHECK(read(folder / "x") == read(folder / "y"));
  CHECK(read(folder / "x").size() == 50'000);
}
