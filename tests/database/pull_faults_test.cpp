// `ormc pull` when something goes wrong: it says what, ends with another code than 0, and leaves
// what was there as it was.

#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "database/round_trip.hpp"
#include "driver/run.hpp"
#include "support/postgres_server.hpp"

namespace {

namespace fs = std::filesystem;
using namespace ormc;
using test_support::postgres_server;

auto read(const fs::path& file) -> std::string {
  auto in = std::ifstream(file);
  auto out = std::ostringstream{};
  out << in.rdbuf();
  return out.str();
}

struct Outcome {
  int status = 0;
  std::string errors;
};

auto pull(const std::string& conninfo,
          const fs::path& out,
          const std::vector<std::string>& options = {}) -> Outcome {
  auto arguments = std::vector<std::string>{"pull", "--database", conninfo, "-o", out.string()};
  arguments.insert(arguments.end(), options.begin(), options.end());
  const auto errors = round_trip::Captured{};
  const auto status = driver::run(arguments);
  return {status, errors.text()};
}

auto holds(const std::string& text, std::string_view part) -> bool {
  return text.find(part) != std::string::npos;
}

/// A database with one table.
class Database {
 public:
  Database() : conninfo_(postgres_server::shared().create_database()) {
    run("create table a (id int primary key, name text default 'x')");
  }
  Database(const Database&) = delete;
  auto operator=(const Database&) -> Database& = delete;
  ~Database() { postgres_server::shared().drop_database(conninfo_); }

  void run(const std::string& sql) const { test_support::run_sql(conninfo_, sql); }
  auto conninfo() const -> const std::string& { return conninfo_; }

 private:
  std::string conninfo_;
};

}  // namespace

TEST_CASE("a server that is not there, or has no such database, is named", "[pull][faults]") {
  auto database = Database();
  auto folder = round_trip::Folder{};
  const auto out = folder.path() / "shop.orm";
  const auto nobody = pull("host=/nowhere dbname=x", out);
  CHECK(nobody.status == 3);
  CHECK(holds(nobody.errors, "ORM0910"));
  CHECK(holds(nobody.errors, "No such file or directory; Is the server running"));
  const auto other = pull(database.conninfo() + " dbname=no_such_database", out);
  CHECK(other.status == 3);
  CHECK(holds(other.errors, "database \"no_such_database\" does not exist"));
  CHECK(pull("nonsense", out).status == 3);
  CHECK_FALSE(fs::exists(out));
}

TEST_CASE("a server that goes away in between leaves the models as they were", "[pull][faults]") {
  auto database = Database();
  auto folder = round_trip::Folder{};
  const auto out = folder.path() / "shop.orm";
  REQUIRE(pull(database.conninfo(), out).status == 0);
  const auto before = read(out);
  database.run("alter table a add other int");
  auto holder = std::thread([&] {
    database.run(
        "begin; lock table pg_catalog.pg_attrdef in access exclusive mode; select pg_sleep(4)");
  });
  auto killer = std::thread([&] {
    database.run(
        "do $$ begin for i in 1..200 loop perform pg_stat_clear_snapshot();"
        " perform pg_terminate_backend(pid) from pg_stat_activity where application_name = 'ormc'"
        " and wait_event_type = 'Lock' and datname = current_database();"
        " exit when found; perform pg_sleep(0.05); end loop; end $$");
  });
  // The lock has to be there first.
  std::this_thread::sleep_for(std::chrono::milliseconds{700});
  const auto outcome = pull(database.conninfo(), out);
  killer.join();
  holder.join();
  CHECK(outcome.status == 3);
  CHECK(holds(outcome.errors, "terminating connection"));
  CHECK(read(out) == before);
}

TEST_CASE("an output that cannot be written is named, and nothing is half there",
          "[pull][faults]") {
  auto database = Database();
  auto folder = round_trip::Folder{};
  const auto taken = folder.path() / "taken.orm";
  fs::create_directories(taken);
  const auto outcome = pull(database.conninfo(), taken);
  CHECK(outcome.status == 3);
  CHECK(holds(outcome.errors, "taken.orm"));
  CHECK(fs::is_directory(taken));
  std::ofstream(folder.path() / "file") << "text";
  const auto inside = pull(database.conninfo(), folder.path() / "file");
  CHECK(inside.status == 3);
  CHECK(holds(inside.errors, "ORM0906"));
  CHECK(read(folder.path() / "file") == "text");
  CHECK(std::distance(fs::directory_iterator(folder.path()), {}) == 2);
}

TEST_CASE("schemas that are not there are an error, and nothing is written", "[pull][faults]") {
  auto database = Database();
  auto folder = round_trip::Folder{};
  const auto out = folder.path() / "shop.orm";
  const auto outcome = pull(database.conninfo(), out, {"--schema", "nope"});
  CHECK(outcome.status == 1);
  CHECK(holds(outcome.errors, "ORM0703"));
  CHECK(holds(outcome.errors, "ORM0707"));
  CHECK_FALSE(fs::exists(out));
  CHECK(pull(database.conninfo(), "-").status == 2);
  CHECK_FALSE(fs::exists("-"));
}
