#pragma once

#include <cstddef>
#include <cstdint>
#include <orm/detail/parameters.hpp>
#include <orm/detail/result.hpp>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

namespace orm {

/// The rows of a vector inside of a row, when they come as a statement of their own in the same
/// round trip: `Operation` has a `statement` and `columns`. They are put into `Member` of the rows
/// whose key they name: before their columns stands that key, and behind the columns of the rows
/// that they belong to stands it too. `Parts` belong to them in turn.
template <class Operation, auto Member, class... Parts>
struct part {};

/// The parts of a query's rows.
template <class... Parts>
struct parts {};

namespace detail {

/// Runs all in one round trip that sees one state of the database: outside of a transaction in a
/// repeatable read of their own, inside of one as that has it.
void execute_together(session_state& session,
                      const parameters* const* with,
                      result* results,
                      std::size_t count);

/// Finds the rows of a result by the bytes of a key. Of several with one key it finds the first.
class key_index {
 public:
  key_index(const result& rows, int column);
  /// The row with this key; -1 for none.
  auto find(std::string_view key) const noexcept -> int;

 private:
  static auto hash(std::string_view key) noexcept -> std::size_t;
  auto key_of(int row) const noexcept -> std::string_view;

  const result& rows_;
  int column_;
  std::size_t mask_;
  std::vector<std::int32_t> slots_;
};

/// For each row of a part: the row that it belongs to, -1 for none (it came to be in between).
auto parents_of(const result& rows, const key_index& keys) -> std::vector<std::int32_t>;

template <class Part>
inline constexpr std::size_t part_count = 0;
template <class... Parts>
inline constexpr std::size_t part_count<parts<Parts...>> = (std::size_t{0} + ... +
                                                            part_count<Parts>);
template <class Operation, auto Member, class... Parts>
inline constexpr std::size_t part_count<part<Operation, Member, Parts...>> =
    1 + part_count<parts<Parts...>>;

/// Calls `visit(std::type_identity<Operation>)` for each part, in the order of sending.
template <class Visit, class Operation, auto Member, class... Parts>
void for_each_part(part<Operation, Member, Parts...>, const Visit& visit) {
  visit(std::type_identity<Operation>{});
  (for_each_part(Parts{}, visit), ...);
}
template <class Visit, class... Parts>
void for_each_part(parts<Parts...>, const Visit& visit) {
  (for_each_part(Parts{}, visit), ...);
}

template <class Parent>
void add_parts(const result&, std::span<Parent* const>, int, const result*&, parts<>) {}

/// Decodes the rows of one part into the structs that they belong to, then those of its own parts.
template <class Parent, class Operation, auto Member, class... Parts>
void add_part(const key_index& keys,
              std::span<Parent* const> parents,
              const result*& next,
              part<Operation, Member, Parts...>) {
  using row_type = typename member_type<Member>::value_type;
  using columns = typename Operation::columns;
  constexpr int own = static_cast<int>(column_count<columns>);
  constexpr int expected = 1 + own + (sizeof...(Parts) > 0 ? 1 : 0);
  const result& rows = *next++;
  if (rows.columns() != expected) {
    wrong_column_count(Operation::statement, expected, rows.columns());
  }
  const std::vector<std::int32_t> owners = parents_of(rows, keys);
  std::vector<std::uint32_t> sizes(parents.size());
  for (const std::int32_t owner : owners) {
    if (owner >= 0) ++sizes[static_cast<std::size_t>(owner)];
  }
  for (std::size_t i = 0; i < parents.size(); ++i) {
    if (sizes[i] != 0 && parents[i] != nullptr) (parents[i]->*Member).reserve(sizes[i]);
  }
  std::vector<row_type*> places(sizeof...(Parts) > 0 ? owners.size() : 0);
  cell cells[1 + static_cast<std::size_t>(own)];
  for (std::size_t i = 0; i < owners.size(); ++i) {
    Parent* const parent = owners[i] < 0 ? nullptr : parents[static_cast<std::size_t>(owners[i])];
    if (parent == nullptr) continue;
    rows.read(static_cast<int>(i), cells, 1 + own);
    const cell* at = cells + 1;
    row_type& row = (parent->*Member).emplace_back();
    try {
      decode_members(row, at, columns{});
    } catch (...) {
      blame_column(Operation::statement, static_cast<std::size_t>(at - cells));
    }
    if constexpr (sizeof...(Parts) > 0) places[i] = &row;
  }
  if constexpr (sizeof...(Parts) > 0) {
    add_parts<row_type>(rows, places, 1 + own, next, parts<Parts...>{});
  }
}

/// `parents` are the structs made of the rows of `from`, null where a row made none.
template <class Parent, class... Parts>
requires(sizeof...(Parts) > 0) void add_parts(const result& from,
                                              std::span<Parent* const> parents,
                                              int key_column,
                                              const result*& next,
                                              parts<Parts...>) {
  const key_index keys{from, key_column};
  (add_part(keys, parents, next, Parts{}), ...);
}

/// The rows of a query that has parts; `results` are those of its statement and of its parts.
template <class Query>
auto decode_with_parts(const result* results)
    -> std::vector<typename operation_result<Query>::row> {
  using row_type = typename operation_result<Query>::row;
  using columns = typename operation_result<Query>::columns;
  constexpr int own = static_cast<int>(column_count<columns>);
  const result& from = *results;
  if (from.columns() != own + 1) {
    wrong_column_count(Query::statement, own + 1, from.columns());
  }
  auto rows =
      shape<std::vector<row_type>, row_type>::template decode<columns>(Query::statement, from);
  std::vector<row_type*> places;
  places.reserve(rows.size());
  for (row_type& row : rows) places.push_back(&row);
  const result* next = results + 1;
  add_parts<row_type>(from, places, own, next, typename Query::parts{});
  return rows;
}

template <class Query>
concept has_parts = requires {
  typename Query::parts;
};

template <class Query>
concept has_steps = requires {
  typename Query::steps;
};

template <class Steps>
inline constexpr std::size_t step_count = 0;
template <class... Steps>
inline constexpr std::size_t step_count<steps<Steps...>> = sizeof...(Steps);

/// The place among a query's steps of the one that gives its result. Under sanitizers, g++ 12 does
/// not compare such addresses in a constant expression.
template <class Query, class... Steps>
constexpr auto result_place(steps<Steps...>) -> std::size_t {
  const statement* const all[]{&Steps::statement...};
  std::size_t place = 0;
  while (all[place] != &Query::statement) ++place;
  return place;
}

/// How many statements a query is.
template <class Query>
inline constexpr std::size_t statement_count = 1;
template <has_parts Query>
inline constexpr std::size_t statement_count<Query> = 1 + part_count<typename Query::parts>;
template <has_steps Query>
inline constexpr std::size_t statement_count<Query> = step_count<typename Query::steps>;

/// The result of an operation from those of its statements.
template <class Operation>
auto decode_all(const result* results) {
  if constexpr (has_steps<Operation>) {
    const std::size_t place = result_place<Operation>(typename Operation::steps{});
    return operation_result<Operation>::decode(results[place]);
  } else if constexpr (has_parts<Operation>) {
    return decode_with_parts<Operation>(results);
  } else {
    return operation_result<Operation>::decode(*results);
  }
}

/// The parameters of all statements of an operation, in a list that outlives its sending.
class statement_list {
 public:
  explicit statement_list(session_state* session) : session_(session) {}
  statement_list(const statement_list&) = delete;
  auto operator=(const statement_list&) -> statement_list& = delete;
  ~statement_list();

  template <class Query>
  void add(const Query& query) {
    if constexpr (has_steps<Query>) return add_steps(query, typename Query::steps{});
    add_members(add_statement(Query::statement), query, typename Query::parameters{});
    if constexpr (has_parts<Query>) {
      for_each_part(typename Query::parts{}, [&]<class Operation>(std::type_identity<Operation>) {
        add_members(add_statement(Operation::statement), query, typename Query::parameters{});
      });
    }
  }

  auto data() const noexcept -> const parameters* const* { return list_.data(); }
  auto size() const noexcept -> std::size_t { return list_.size(); }

 private:
  auto add_statement(const statement& of) -> parameters&;
  template <class Query, class... Steps>
  void add_steps(const Query& query, steps<Steps...>) {
    (add_members(add_statement(Steps::statement), query, typename Steps::parameters{}), ...);
  }

  session_state* session_;
  std::vector<parameters*> list_;
};

}  // namespace detail
}  // namespace orm
