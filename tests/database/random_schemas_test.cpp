// Random schemas: each becomes `.orm` and the same database again. The seed is printed with what
// fails; ORM_RANDOM_SCHEMAS says how many, ORM_RANDOM_SEED where to begin.

#include <catch2/catch.hpp>
#include <string>

#include "database/random_database.hpp"
#include "database/round_trip.hpp"
#include "support/postgres_server.hpp"

using random_schema::number_of;
using test_support::postgres_server;

TEST_CASE("random schemas are made again without a differing line", "[pull][random]") {
  random_schema::make_roles();
  const auto first = number_of("ORM_RANDOM_SEED", 1);
  const auto count = number_of("ORM_RANDOM_SCHEMAS", 20);
  auto said_in_all = 0U;
  auto refused_in_all = 0U;
  auto refused = std::string{};
  for (auto seed = first; seed < first + count; ++seed) {
    auto folder = round_trip::Folder{};
    const auto database = postgres_server::shared().create_database();
    auto said = std::string{};
    {
      auto session = random_schema::Session{database};
      auto writer = random_schema::Writer{
          seed, [&](const std::string& statement) { return session.run(statement); }};
      random_schema::add_all(writer);
      said_in_all += writer.said();
      refused_in_all += writer.refused();
      said = session.taken();
      refused += session.refused();
    }
    INFO("ORM_RANDOM_SEED=" << seed << " ORM_RANDOM_SCHEMAS=1\n" << said);
    CHECK(round_trip::round_trip(database, folder.path()) == "");
    postgres_server::shared().drop_database(database);
  }
  INFO("what the server refuses is not looked at: " << refused_in_all << " of " << said_in_all
                                                    << "\n"
                                                    << refused);
  CHECK(refused_in_all * 10 < said_in_all * 2);
}

TEST_CASE("pulling over models of a random schema that was altered gives the schema",
          "[pull][again][random]") {
  random_schema::make_roles();
  const auto first = number_of("ORM_RANDOM_SEED", 1);
  const auto count = number_of("ORM_RANDOM_ALTERATIONS", 5);
  for (auto seed = first; seed < first + count; ++seed) {
    auto folder = round_trip::Folder{};
    const auto database = postgres_server::shared().create_database();
    auto session = random_schema::Session{database};
    auto writer = random_schema::Writer{
        seed, [&](const std::string& statement) { return session.run(statement); }};
    random_schema::add_all(writer);
    for (auto round = 0; round < 3; ++round) {
      const auto problem = round_trip::round_trip(database, folder.path());
      INFO("ORM_RANDOM_SEED=" << seed << " ORM_RANDOM_ALTERATIONS=1 round " << round << "\n"
                              << session.taken());
      if (!problem.empty()) {
        const auto fresh = round_trip::Folder{};
        INFO("models that are pulled anew: " << round_trip::round_trip(database, fresh.path()));
        CHECK(problem == "");
        break;
      }
      const auto pulled = round_trip::read_all(folder.path() / "models");
      CHECK(round_trip::pull(database, folder.path()) == "");
      CHECK(round_trip::read_all(folder.path() / "models") == pulled);
      session.forget();
      for (auto i = 2 + writer.pick(8); i > 0; --i) random_schema::alter(writer, session);
      if (writer.chance(50)) random_schema::add_more(writer);
    }
    postgres_server::shared().drop_database(database);
  }
}
