#include "support/postgres_server.hpp"

#include <fcntl.h>
#include <grp.h>
#include <libpq-fe.h>
#include <pwd.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/statvfs.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <thread>

namespace test_support {
namespace {

namespace fs = std::filesystem;

auto binary_directory() -> std::string {
  std::unique_ptr<FILE, int (*)(FILE*)> pipe{popen("pg_config --bindir", "r"), &pclose};
  char line[1024] = {};
  if (!pipe || fgets(line, sizeof line, pipe.get()) == nullptr) {
    throw std::runtime_error("pg_config --bindir failed");
  }
  std::string directory = line;
  while (!directory.empty() && directory.back() == '\n') directory.pop_back();
  return directory;
}

/// Whom the server runs as: PostgreSQL refuses root.
auto server_user() -> const passwd* { return geteuid() == 0 ? getpwnam("postgres") : nullptr; }

/// In the child: becomes the server's user, writes to the log and turns into a program.
[[noreturn]] void become(const std::vector<std::string>& command, const std::string& log) {
  const int file = open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0666);
  if (file >= 0) {
    dup2(file, STDOUT_FILENO);
    dup2(file, STDERR_FILENO);
  }
  if (const passwd* const user = server_user()) {
    if (setgroups(0, nullptr) != 0 || setgid(user->pw_gid) != 0 || setuid(user->pw_uid) != 0) {
      _exit(126);
    }
  }
  prctl(PR_SET_PDEATHSIG, SIGQUIT);
  std::vector<char*> arguments;
  for (const std::string& argument : command) {
    arguments.push_back(const_cast<char*>(argument.c_str()));
  }
  arguments.push_back(nullptr);
  execv(arguments[0], arguments.data());
  _exit(127);
}

auto start(const std::vector<std::string>& command, const std::string& log) -> pid_t {
  const pid_t child = fork();
  if (child < 0) throw std::runtime_error("cannot fork");
  if (child == 0) become(command, log);
  return child;
}

auto read_file(const std::string& path) -> std::string {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

using connection = std::unique_ptr<PGconn, void (*)(PGconn*)>;
using result = std::unique_ptr<PGresult, void (*)(PGresult*)>;

auto connect(const std::string& conninfo) -> connection {
  connection to{PQconnectdb(conninfo.c_str()), &PQfinish};
  if (PQstatus(to.get()) != CONNECTION_OK) throw std::runtime_error(PQerrorMessage(to.get()));
  PQsetNoticeProcessor(
      to.get(), [](void*, const char*) {}, nullptr);
  return to;
}

auto execute(PGconn* on, const std::string& sql) -> result {
  result answer{PQexec(on, sql.c_str()), &PQclear};
  const ExecStatusType status = PQresultStatus(answer.get());
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_EMPTY_QUERY) {
    throw std::runtime_error(PQerrorMessage(on));
  }
  return answer;
}

/// Where servers keep their files. A database is hundreds of files, which some disks take a second
/// to make and another to remove: memory is better, where there is enough.
auto temporary_directory() -> std::string {
  if (const char* const given = std::getenv("TMPDIR")) return given;
  constexpr auto enough = std::uint64_t{4} << 30U;
  struct statvfs memory = {};
  const bool has_room = statvfs("/dev/shm", &memory) == 0 && access("/dev/shm", W_OK) == 0 &&
                        std::uint64_t{memory.f_bavail} * memory.f_frsize >= enough;
  return has_room ? "/dev/shm" : "/tmp";
}

}  // namespace

postgres_server::postgres_server(const std::vector<std::string>& settings) {
  std::string pattern = temporary_directory() + "/orm_pg_XXXXXX";
  if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("cannot make " + pattern);
  directory_ = pattern;
  if (const passwd* const user = server_user()) {
    if (chown(directory_.c_str(), user->pw_uid, user->pw_gid) != 0) {
      throw std::runtime_error("cannot give " + directory_ + " to postgres");
    }
  }

  const std::string binaries = binary_directory();
  const std::string log = directory_ + "/log";
  const std::string data = directory_ + "/data";
  int status = 0;
  const pid_t initdb = start({binaries + "/initdb",
                              "--pgdata=" + data,
                              "--auth=trust",
                              "--username=postgres",
                              "--encoding=UTF8",
                              "--locale=C.UTF-8",
                              "--no-sync"},
                             log);
  if (waitpid(initdb, &status, 0) != initdb || status != 0) {
    throw std::runtime_error("initdb failed: " + read_file(log));
  }

  std::vector<std::string> command{binaries + "/postgres", "-D", data, "-F", "-k", directory_};
  std::vector<std::string> all{"listen_addresses=",
                               "synchronous_commit=off",
                               "full_page_writes=off",
                               "autovacuum=off",
                               // It takes longer than what it would make fast: tables are small
                               // here, and guessed to be large.
                               "jit=off",
                               "timezone=UTC"};
  all.insert(all.end(), settings.begin(), settings.end());
  for (const std::string& setting : all) command.insert(command.end(), {"-c", setting});
  process_ = start(command, log);
  for (int i = 0; PQping(conninfo().c_str()) != PQPING_OK; ++i) {
    if (i == 3000 || waitpid(process_, &status, WNOHANG) == process_) {
      stop();
      throw std::runtime_error("the server does not start: " + read_file(log));
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
}

postgres_server::~postgres_server() {
  stop();
  std::error_code ignored;
  fs::remove_all(directory_, ignored);
}

void postgres_server::stop() noexcept {
  if (process_ <= 0) return;
  kill(process_, SIGQUIT);
  waitpid(process_, nullptr, 0);
  process_ = -1;
}

auto postgres_server::shared() -> postgres_server& {
  static postgres_server server;
  return server;
}

auto postgres_server::conninfo(std::string_view database) const -> std::string {
  return "host=" + directory_ + " user=postgres dbname=" + std::string(database);
}

auto postgres_server::create_database() -> std::string {
  const std::string name = "test_" + std::to_string(++databases_);
  run_sql(conninfo(), "create database " + name);
  return conninfo(name);
}

void postgres_server::drop_database(const std::string& to) {
  // A database is not dropped while it has subscriptions.
  run_sql(to,
          "do $$ declare name name; begin"
          " for name in select s.subname from pg_subscription s join pg_database d on d.oid ="
          " s.subdbid where d.datname = current_database() loop"
          " execute format('alter subscription %I disable', name);"
          " execute format('alter subscription %I set (slot_name = none)', name);"
          " execute format('drop subscription %I', name); end loop; end $$");
  const std::string key = "dbname=";
  run_sql(conninfo(), "drop database " + to.substr(to.rfind(key) + key.size()) + " with (force)");
}

void run_sql(const std::string& conninfo, const std::string& sql) {
  const connection to = connect(conninfo);
  execute(to.get(), sql);
}

auto query_text(const std::string& conninfo, const std::string& sql) -> std::string {
  const connection to = connect(conninfo);
  const result answer = execute(to.get(), sql);
  return PQntuples(answer.get()) > 0 ? PQgetvalue(answer.get(), 0, 0) : "";
}

}  // namespace test_support
