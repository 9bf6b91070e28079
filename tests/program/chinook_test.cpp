// The music shop of models/chinook.orm on the data of shared/data/chinook.sql: the database that
// ormc emits is the database that the data brings, and each query gives through the generated C++
// the rows that psql gives for the same SQL.

#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "chinook.orm.hpp"
#include "support/postgres_server.hpp"
#include "support/psql_rows.hpp"

namespace {

namespace fs = std::filesystem;

auto data_file() -> fs::path {
  return fs::path(ORM_SOURCE_DIR).parent_path() / "shared" / "data" / "chinook.sql";
}

class Shop {
 public:
  static auto open() -> Shop& {
    static auto shop = Shop{};
    return shop;
  }

  auto conninfo() const -> const std::string& { return conninfo_; }

  auto database() -> orm::database& { return *db_; }

 private:
  Shop() : conninfo_(test_support::postgres_server::shared().create_database()) {
    test_support::run_sql(conninfo_, test_support::read_file(data_file()));
    db_ = std::make_unique<orm::database>(conninfo_);
  }

  std::string conninfo_;
  std::unique_ptr<orm::database> db_;
};

/// Runs a query both ways and compares every row. Ties may come in any order: rows are compared
/// sorted.
template <class Query>
void same(const Query& query, const std::string& arguments) {
  auto& shop = Shop::open();
  auto ours = test_support::through_cpp(shop.database(), query);
  auto shows = std::is_same_v<typename Query::result, orm::count> ? test_support::Shows::row_count
                                                                  : test_support::Shows::rows;
  auto theirs =
      test_support::through_psql(shop.conninfo(), Query::statement.text, arguments, shows);
  std::sort(ours.begin(), ours.end());
  std::sort(theirs.begin(), theirs.end());
  INFO(Query::statement.name);
  CHECK(ours == theirs);
  CHECK_FALSE(theirs.empty());
}

auto have_data() -> bool {
  if (fs::exists(data_file())) return true;
  WARN("skipped: shared/data/chinook.sql is not here");
  return false;
}

}  // namespace

TEST_CASE("chinook.orm makes the very database that its data comes with") {
  if (!have_data()) return;
  auto emitted = test_support::postgres_server::shared().create_database();
  test_support::run_sql(emitted, test_support::read_file(fs::path(ORM_CHINOOK_DIR) / "schema.sql"));
  auto ours = test_support::query_text(emitted, test_support::catalogue_query);
  auto theirs = test_support::query_text(Shop::open().conninfo(), test_support::catalogue_query);
  CHECK(ours == theirs);
}

TEST_CASE("every query of the shop gives in C++ what psql gives") {
  if (!have_data()) return;
  using namespace chinook;
  same(search_tracks{.text = "love"}, "'love', 50");
  same(search_tracks{.text = "metal", .limit = 5}, "'metal', 5");
  same(track{.id = 1}, "1");
  same(albums_of{.artist = 90}, "90");
  same(artists_named{.prefix = "A"}, "'A'");
  same(tracks_by_price{.low = orm::numeric("0.50"), .high = orm::numeric("1.50"), .genre = 1},
       "0.50, 1.50, 1");
  same(artists_without_albums{}, "");
  same(invoices_of{.customer = 5}, "5");
  same(invoice_lines{.invoice = 10}, "10");
  same(playlist_tracks{.playlist = 17}, "17");
  same(playlists_overview{}, "");
  same(top_sellers{}, "10");
  same(best_genres{}, "");
  same(sales_by_month{.year = 2022}, "2022");
  same(sales_by_country{}, "");
  same(sales_rollup{}, "");
  same(unsold_tracks{.genre = 2}, "2");
  same(bought_together{.track = 2}, "2, 5");
  same(recommend{.customer = 3}, "3, 20");
  same(stock_by_media_type{}, "");
  same(track_lengths{}, "");
  same(customer_by_email{.email = "leonekohler@surfeu.de"}, "'leonekohler@surfeu.de'");
  same(best_customers{}, "3");
  same(customers_of{.employee = 3}, "3");
  same(staff{}, "");
  same(sales_by_employee{}, "");
  same(shelves{}, "");
}

TEST_CASE("nested records of the shop are what flat queries give") {
  if (!have_data()) return;
  using test_support::text;
  auto& shop = Shop::open();
  auto psql = [&shop](std::string_view sql, const std::string& arguments) {
    return test_support::through_psql(shop.conninfo(), sql, arguments, test_support::Shows::rows);
  };
  auto found = shop.database().run(chinook::album{.id = 141});
  REQUIRE(found);
  auto tracks = std::vector<std::string>{};
  for (const auto& track : found->tracks) {
    tracks.push_back(fmt::format("{}|{}|{}|{}|{}|{}",
                                 found->title,
                                 text(found->artist.name),
                                 track.id,
                                 track.name,
                                 track.milliseconds,
                                 track.genre ? text(track.genre->name) : "<null>"));
  }
  CHECK(tracks ==
        psql("select al.title, ar.name, t.track_id, t.name, t.milliseconds, g.name from album al "
             "join artist ar using (artist_id) join track t using (album_id) "
             "left join genre g using (genre_id) where al.album_id = $1 order by t.track_id",
             "141"));
  auto lines_found = std::vector<std::string>{};
  auto account = shop.database().run(chinook::account{.customer = 5});
  REQUIRE(account);
  REQUIRE(account->support_rep);
  for (const auto& invoice : account->invoices) {
    for (const auto& line : invoice.lines) {
      lines_found.push_back(fmt::format("{}|{}|{}|{}|{}|{}",
                                        account->support_rep->last_name,
                                        invoice.id,
                                        text(invoice.invoice_date),
                                        line.track,
                                        text(line.unit_price),
                                        line.quantity));
    }
  }
  CHECK(lines_found ==
        psql("select e.last_name, i.invoice_id, i.invoice_date, t.name, l.unit_price, l.quantity "
             "from customer c join employee e on e.employee_id = c.support_rep_id "
             "join invoice i using (customer_id) join invoice_line l using (invoice_id) "
             "join track t using (track_id) where c.customer_id = $1 order by i.invoice_id, "
             "l.invoice_line_id",
             "5"));
  auto albums = std::vector<std::string>{};
  for (const auto& album : shop.database().run(chinook::discography{.artist = 90})) {
    for (const auto& track : album.tracks) {
      albums.push_back(fmt::format(
          "{}|{}|{}|{}", album.title, track.name, text(track.format.name), text(track.unit_price)));
    }
  }
  CHECK(albums == psql("select al.title, t.name, m.name, t.unit_price from album al "
                       "join track t using (album_id) join media_type m using (media_type_id) "
                       "where al.artist_id = $1 order by al.album_id, t.track_id",
                       "90"));
}

TEST_CASE("every write of the shop does in C++ what it does in psql") {
  if (!have_data()) return;
  using namespace chinook;
  auto at = orm::timestamp{};
  same(add_line{.id = 100000, .invoice = 10, .track = 1, .quantity = 2}, "100000, 10, 1, 2");
  same(open_invoice{.id = 100000, .customer = 5, .at = at},
       fmt::format("100000, 5, '{}'", to_string(at)));
  same(settle_total{.invoice = 10}, "10");
  same(remove_line{.id = 10}, "10");
  same(add_to_playlist{.playlist = 18, .track = 1}, "18, 1");
  same(remove_from_playlist{.playlist = 17, .tracks = {1, 2, 3}}, "17, '{1,2,3}'");
  same(save_playlist{.id = 18, .name = "On The Road"}, "18, 'On The Road'");
  same(change_prices{.genre = 2, .percent = orm::numeric("12.5")}, "2, 12.5");
  same(move_customers{.from_employee = 3, .to_employee = 4}, "3, 4");
}

TEST_CASE("an invoice whose lines do not add up is found") {
  if (!have_data()) return;
  auto& shop = Shop::open();
  CHECK(test_support::through_cpp(shop.database(), chinook::wrong_totals{}) ==
        test_support::through_psql(
            shop.conninfo(), chinook::wrong_totals::statement.text, "", test_support::Shows::rows));
}
