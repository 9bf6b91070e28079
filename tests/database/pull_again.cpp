#include "database/pull_again.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>

#include "driver/run.hpp"
#include "support/postgres_server.hpp"

namespace pull_again {

namespace fs = std::filesystem;
using test_support::postgres_server;

auto read(const fs::path& file) -> std::string {
  auto in = std::ifstream(file);
  auto out = std::ostringstream{};
  out << in.rdbuf();
  return out.str();
}

// ---- a database with models

Pulled::Pulled() : conninfo_(postgres_server::shared().create_database()) {}

Pulled::Pulled(const std::string& sql) : Pulled() { run(sql); }

Pulled::~Pulled() { postgres_server::shared().drop_database(conninfo_); }

void Pulled::run(const std::string& sql) const { test_support::run_sql(conninfo_, sql); }

auto Pulled::run_file(const fs::path& file) const -> std::string {
  return round_trip::run_file(conninfo_, file);
}

auto Pulled::texts() const -> std::map<std::string, std::string> {
  return round_trip::read_all(models());
}

auto Pulled::trip() const -> std::string {
  fs::remove_all(folder_.path() / "out");
  return round_trip::round_trip(conninfo_, folder_.path());
}

auto Pulled::pull(const std::vector<std::string>& options) const -> int {
  auto arguments =
      std::vector<std::string>{"pull", "--database", conninfo_, "-o", models().string()};
  arguments.insert(arguments.end(), options.begin(), options.end());
  const auto silent = round_trip::Captured{};
  return ormc::driver::run(arguments);
}

auto Pulled::check() const -> std::string {
  const auto said = round_trip::Captured{};
  auto arguments = std::vector<std::string>{"check"};
  for (const auto& file : fs::directory_iterator(models())) {
    arguments.push_back(file.path().string());
  }
  return ormc::driver::run(arguments) == 0 ? std::string{} : said.text();
}

void Pulled::write(std::string_view text, const std::string& name) const {
  fs::create_directories(models());
  std::ofstream(models() / name) << text;
}

auto Pulled::text(const std::string& name) const -> std::string { return read(models() / name); }

// ---- what a pull changes

namespace {

auto lines_of(const std::string& text) -> std::vector<std::string> {
  auto lines = std::vector<std::string>{};
  auto in = std::istringstream{text};
  for (auto line = std::string{}; std::getline(in, line);) {
    auto words = std::istringstream{line};
    auto joined = std::string{};
    for (auto word = std::string{}; words >> word;) joined += (joined.empty() ? "" : " ") + word;
    lines.push_back(joined);
  }
  return lines;
}

}  // namespace

auto difference(const std::string& before, const std::string& after) -> Difference {
  const auto old = lines_of(before);
  const auto now = lines_of(after);
  auto lengths = std::vector<std::vector<std::size_t>>(old.size() + 1,
                                                       std::vector<std::size_t>(now.size() + 1, 0));
  for (auto i = old.size(); i-- > 0;) {
    for (auto j = now.size(); j-- > 0;) {
      lengths[i][j] = old[i] == now[j] ? lengths[i + 1][j + 1] + 1
                                       : std::max(lengths[i + 1][j], lengths[i][j + 1]);
    }
  }
  auto result = Difference{};
  auto i = std::size_t{0};
  auto j = std::size_t{0};
  while (i < old.size() || j < now.size()) {
    if (i < old.size() && j < now.size() && old[i] == now[j]) {
      ++i;
      ++j;
    } else if (j == now.size() || (i < old.size() && lengths[i + 1][j] >= lengths[i][j + 1])) {
      if (!old[i].empty()) result.gone.push_back(old[i]);
      ++i;
    } else {
      if (!now[j].empty()) result.come.push_back(now[j]);
      ++j;
    }
  }
  return result;
}

// ---- the shop

const std::string_view shop_sql = R"(
create type status as enum ('draft', 'out');
create type place as (street text, city text);
create domain email as text check (length(value) > 3);
create sequence numbers;
create table author (made timestamptz not null default now(), id int primary key,
  full_name text not null, mail email, born date, home place);
create table post (made timestamptz not null default now(), id int primary key, author_id int not null references author,
  status status default 'draft', title text not null, price numeric(12,2),
  check (length(title) > 1));
create index on post (author_id);
create table tag (id int primary key, name text not null);
create table tag_text (tag_id int references tag on delete cascade,
  text_id int references post on delete cascade, primary key (tag_id, text_id));
create index on tag_text (text_id);
create function twice(n int) returns int language sql immutable as 'select n * 2';
create view names as select full_name from author;
alter table post enable row level security;
create policy own on post using (author_id = 1);
)";

const std::string_view shop_models = R"(// The models of a shop.
module shop;

// How far a text is.
enum State @name("status") {
  draft,    // not seen by anybody
  // In the world.
  out_ @name("out"),
}

type Home @name("place") {
  street: text;  // with its number
  city: text;
}

domain Email = text check (length(value) > 3);
sequence counter @name("numbers");
type Money = numeric(12, 2) as "acme::Money" from "acme/money.hpp";

abstract model Dated {
  // When it was made.
  made: timestamptz = now() @on_update(now());
}

// Who writes.
model Writer : Dated @table("author") {
  id: int @id;
  // As on the cover.
  name: text @column("full_name");  // never empty
  mail: Email?;

  // Of no use to anybody.
  born: date?;
  home: Home?;

  works: Text[] @inverse(by);
  order by name;
}

query writers -> row[] { select id, name from Writer order by name }

function doubled(n: int) -> int language sql immutable @name("twice") """select n * 2""";

model Text : Dated @table("post") @row_security {
  id: int @id;
  by: Writer @column("author_id") @constraint("post_author_id_fkey");
  status: State? = 'draft';
  title: text;
  price: Money?;  // in euros
  labels: Tag[];

  // What is looked for most.
  index post_author_id_idx (by);
  check post_title_check: length(title) > 1;
  policy own using (by = 1);
}

model Tag {
  id: int @id;
  name: text;
  texts: Text[];
}

view Names as select name as full_name from Writer;

// The end.
)";

}  // namespace pull_again
