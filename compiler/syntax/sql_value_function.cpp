#include "syntax/sql_value_function.hpp"

#include <algorithm>
#include <array>

namespace ormc::syntax {

auto is_sql_value_function(std::string_view word) -> bool {
  constexpr auto words = std::array<std::string_view, 11>{"current_catalog",
                                                          "current_date",
                                                          "current_role",
                                                          "current_schema",
                                                          "current_time",
                                                          "current_timestamp",
                                                          "current_user",
                                                          "localtime",
                                                          "localtimestamp",
                                                          "session_user",
                                                          "user"};
  return std::ranges::find(words, word) != words.end();
}

}  // namespace ormc::syntax
