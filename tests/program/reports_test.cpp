// Analytical queries over Chinook and Pagila, in the manner of the decision-support benchmarks.
// Each file of reports/ is a statement as one writes it for psql: it compiles unchanged as the body
// of a query, and gives through the generated C++ the rows that psql gives for the file. Those that
// pagila.orm writes in the language's own way, with paths, give the same rows again.

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "chinook_reports.orm.hpp"
#include "pagila.orm.hpp"
#include "pagila_reports.orm.hpp"
#include "support/postgres_server.hpp"
#include "support/psql_rows.hpp"

namespace {

namespace fs = std::filesystem;

const auto data_folder = fs::path(ORM_SOURCE_DIR).parent_path() / "shared" / "data";
const auto reports_folder = fs::path(ORM_SOURCE_DIR) / "tests" / "program" / "reports";

/// A database with the data of some files, and the reports that were run there.
class Shop {
 public:
  Shop(std::string name, const std::vector<fs::path>& files)
      : reports_(reports_folder / name),
        conninfo_(test_support::postgres_server::shared().create_database()) {
    for (const auto& file : files) {
      auto command = fmt::format(
          "psql -X -q -v ON_ERROR_STOP=1 -f '{}' '{}' >/dev/null", file.string(), conninfo_);
      if (std::system(command.c_str()) != 0) throw std::runtime_error("cannot load " + name);
    }
    database_ = std::make_unique<orm::database>(conninfo_);
  }

  /// Holds the rows that a query gives in C++ against those that psql gives for a report. What has
  /// no order of its own comes in any: rows are compared sorted.
  template <class Query>
  void same_as(const std::string& report, const Query& query, const std::string& arguments = {}) {
    auto ours = test_support::through_cpp(*database_, query);
    auto theirs = test_support::through_psql(conninfo_,
                                             test_support::read_file(reports_ / (report + ".sql")),
                                             arguments,
                                             test_support::Shows::rows);
    std::sort(ours.begin(), ours.end());
    std::sort(theirs.begin(), theirs.end());
    INFO(Query::statement.name);
    CHECK(ours == theirs);
    CHECK_FALSE(theirs.empty());
    compared_.insert(report);
  }

  /// As `same_as`, of the query that was made of the report's own text.
  template <class Query>
  void same(const Query& query, const std::string& arguments = {}) {
    auto name = std::string(Query::statement.name);
    same_as(name.substr(name.find('.') + 1), query, arguments);
  }

  auto conninfo() const -> const std::string& { return conninfo_; }

  /// The reports of the folder that nothing was compared with.
  auto left_out() const -> std::set<std::string> {
    auto all = std::set<std::string>{};
    for (const auto& entry : fs::directory_iterator(reports_)) all.insert(entry.path().stem());
    for (const auto& report : compared_) all.erase(report);
    return all;
  }

 private:
  fs::path reports_;
  std::string conninfo_;
  std::unique_ptr<orm::database> database_;
  std::set<std::string> compared_;
};

auto have(const std::vector<fs::path>& files) -> bool {
  for (const auto& file : files) {
    if (fs::exists(file)) continue;
    WARN("skipped: shared/data/" << file.filename().string() << " is not here");
    return false;
  }
  return true;
}

auto timestamptz(int year, unsigned month, unsigned day) -> orm::timestamptz {
  return orm::timestamptz{std::chrono::sys_days{std::chrono::year{year} / month / day}};
}

/// What a database says of its tables, without those of the partitioned one.
auto tables_of(const std::string& conninfo) -> std::vector<std::string> {
  auto in = std::istringstream(test_support::query_text(conninfo, test_support::catalogue_query));
  auto lines = std::vector<std::string>{};
  for (auto line = std::string{}; std::getline(in, line);)
    if (line.find("payment") == std::string::npos) lines.push_back(line);
  return lines;
}

}  // namespace

TEST_CASE("reports over Chinook give in C++ what psql gives for their text") {
  const auto files = std::vector{data_folder / "chinook.sql"};
  if (!have(files)) return;
  auto shop = Shop("chinook", files);
  using namespace chinook_reports;
  shop.same(reporting_lines{});
  shop.same(best_customer_of_each_country{});
  shop.same(genres_by_country{});
  shop.same(sales_quarters_pivot{.p1 = 2023}, "2023");
  shop.same(albums_bought_whole{});
  shop.same(longest_tracks_share{});
  shop.same(customers_again{});
  shop.same(new_customers_by_month{});
  shop.same(playlists_overlap{});
  shop.same(composers{});
  shop.same(price_histogram{});
  shop.same(above_average_invoices{});
  shop.same(running_totals{.p1 = 5}, "5");
  shop.same(artists_everywhere{.p1 = 8}, "8");
  shop.same(formats_matrix{});
  shop.same(agents_and_customers{});
  shop.same(raise_prices{.p1 = orm::numeric("0.5")}, "0.5");
  shop.same(merge_playlists{.p1 = 17, .p2 = 12}, "17, 12");
  shop.same(close_accounts{.p1 = orm::timestamp{std::chrono::local_days{std::chrono::year{2025} /
                                                                        9 / 1}}},
            "'2025-09-01'");
  shop.same(purge_empty{});
  CHECK(shop.left_out().empty());
}

TEST_CASE("pagila.orm makes the tables of the database that its data comes with") {
  if (!have({data_folder / "pagila-schema.sql"})) return;
  auto theirs = Shop("pagila", {data_folder / "pagila-schema.sql"});
  auto ours = test_support::postgres_server::shared().create_database();
  test_support::run_sql(ours, test_support::read_file(fs::path(ORM_PAGILA_FOLDER) / "schema.sql"));
  CHECK(tables_of(ours) == tables_of(theirs.conninfo()));
}

TEST_CASE("reports over Pagila give in C++ what psql gives for their text") {
  const auto files =
      std::vector{data_folder / "pagila-schema.sql", data_folder / "pagila-data.sql"};
  if (!have(files)) return;
  auto shop = Shop("pagila", files);
  using namespace pagila_reports;
  shop.same(revenue_by_month_and_store{});
  shop.same(top_films_per_category{.p1 = 3}, "3");
  shop.same(revenue_rollup{});
  shop.same(rentals_cube{});
  shop.same(rentals_grouping_sets{});
  shop.same(ratings_pivot{});
  shop.same(customers_above_country_average{});
  shop.same(never_returned{});
  shop.same(films_never_in_stock{});
  shop.same(actors_without_horror{});
  shop.same(customers_of_every_category{});
  shop.same(rental_gaps{});
  shop.same(busy_streaks{.p1 = 100}, "100");
  shop.same(length_percentiles{});
  shop.same(last_rentals_of_customers{.p1 = 1, .p2 = 2}, "1, 2");
  shop.same(full_text_search{.p1 = "astronaut & !dog"}, "'astronaut & !dog'");
  shop.same(special_features{});
  shop.same(films_with_features{.p1 = {"Trailers", "Deleted Scenes"}, .p2 = {"Commentaries"}},
            "'{Trailers,Deleted Scenes}', '{Commentaries}'");
  shop.same(category_report_json{});
  shop.same(customer_quintiles{});
  shop.same(monthly_growth{});
  shop.same(moving_average{});
  shop.same(date_buckets{});
  shop.same(actor_pairs{});
  shop.same(degrees_of_separation{.p1 = 24}, "24");
  shop.same(staff_against_manager{});
  shop.same(cities_of_staff_and_customers{});
  shop.same(overdue_ranges{.p1 = timestamptz(2022, 7, 1), .p2 = timestamptz(2022, 7, 2)},
            "'2022-07-01', '2022-07-02'");
  shop.same(overdue_customers{});
  shop.same(distinct_on_best{});
  shop.same(languages_full_join{});
  shop.same(title_statistics{});
  shop.same(correlation{});
  shop.same(inventory_turnover{});
  shop.same(quantified{});
  shop.same(move_old_rentals{.p1 = timestamptz(2022, 6, 1)}, "'2022-06-01'");
  shop.same(save_language{.p1 = 3, .p2 = "Nihongo"}, "3, 'Nihongo'");
  shop.same(discount_long_tail{.p1 = orm::numeric("0.25")}, "0.25");
  shop.same(copy_inventory{.p1 = 1, .p2 = 4}, "1, 4");
  shop.same(stock_of_film{.p1 = "ACADEMY DINOSAUR"}, "'ACADEMY DINOSAUR'");
  CHECK(shop.left_out().empty());

  // The language's own way.
  shop.same_as("top_films_per_category", pagila::top_films_per_category{.most = 3}, "3");
  shop.same_as("revenue_rollup", pagila::revenue_rollup{});
  shop.same_as("rentals_cube", pagila::rentals_cube{});
  shop.same_as("never_returned", pagila::never_returned{});
  shop.same_as("actors_without_horror", pagila::actors_without_horror{});
  shop.same_as("customers_of_every_category", pagila::customers_of_every_category{});
  shop.same_as("last_rentals_of_customers",
               pagila::last_rentals_of_customers{.store = 1, .most = 2},
               "1, 2");
  shop.same_as(
      "stock_of_film", pagila::stock_of_film{.title = "ACADEMY DINOSAUR"}, "'ACADEMY DINOSAUR'");
}
