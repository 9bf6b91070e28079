#include <iostream>

#include "shop.orm.hpp"
#include "stock.orm.hpp"

auto main() -> int {
  auto query = shop::sale_by_id{.id = 1};
  auto item = stock::Item::draft{.name = "pen"};
  std::cout << shop::sale_by_id::statement.text << '\n'
            << *query.id << ' ' << *item.name << ' ' << to_string(shop::Status::paid) << '\n';
  try {
    // Linked for real: there is no such server.
    orm::database db{"host=/nonexistent dbname=none connect_timeout=1"};
    db.run(query);
    return 1;
  } catch (const orm::error&) {
    return 0;
  }
}
