#pragma once

#include <cstddef>
#include <cstdint>
#include <orm/detail/parameters.hpp>
#include <orm/detail/result.hpp>
#include <orm/parts.hpp>
#include <orm/statement.hpp>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace orm {

namespace detail {

/// Runs one statement and waits for its answer.
auto execute(session_state& session, const parameters& with) -> result;
/// Runs all in one round trip; the first error is thrown and nothing after it has run.
void execute_all(session_state& session,
                 const parameters* const* with,
                 result* results,
                 std::size_t count);

/// Many statements that affect rows, sent in pipelines of a bounded size.
class statement_batch {
 public:
  explicit statement_batch(session_state& session) noexcept : session_(&session) {}
  statement_batch(const statement_batch&) = delete;
  auto operator=(const statement_batch&) -> statement_batch& = delete;
  ~statement_batch();
  /// The parameters of one more execution; what they borrow must outlive the batch.
  auto add(const statement& of) -> parameters&;
  /// Sends what is left; returns how many rows all of them affected.
  auto finish() -> std::int64_t;

 private:
  void flush();

  session_state* session_;
  std::vector<parameters*> waiting_;
  std::int64_t rows_ = 0;
};

/// Makes several parts of one piece of work atomic: a transaction, unless one is open already.
class unit_of_work {
 public:
  explicit unit_of_work(session_state& session);
  unit_of_work(const unit_of_work&) = delete;
  auto operator=(const unit_of_work&) -> unit_of_work& = delete;
  ~unit_of_work();
  void commit();

 private:
  session_state* session_;
  bool own_ = false;
};

/// COPY ... FROM STDIN in binary. Unless `finish` is reached it is aborted, and no row is kept.
class copy_writer {
 public:
  copy_writer(session_state& session, const parameters& with);
  copy_writer(const copy_writer&) = delete;
  auto operator=(const copy_writer&) -> copy_writer& = delete;
  ~copy_writer();

  auto begin_row(int columns) -> writer& {
    if (out_.size() >= block_size) flush();
    ++rows_;
    out_.int16(static_cast<std::int16_t>(columns));
    return out_;
  }
  auto rows() const noexcept -> std::int64_t { return rows_; }
  /// Sends the end and returns how many rows the server took.
  auto finish() -> std::int64_t;

 private:
  static constexpr std::size_t block_size = std::size_t{60} * 1024;
  void flush();
  void abort() noexcept;

  session_state* session_;
  const statement* statement_;
  bool open_ = true;
  std::int64_t rows_ = 0;
  writer out_;
};

[[noreturn]] void mixed_drafts(const statement& of);

template <auto Member, class Object>
void copy_member(writer& out, const type* types, std::size_t& at, const Object& row) {
  if constexpr (requires { (row.*Member).present(); }) {
    if (!(row.*Member).present()) {
      ++at;
      return;
    }
  }
  out.expect(types[at++]);
  encode_field(out, content(row.*Member));
}

template <class Object, auto... Members>
void copy_row(
    copy_writer& copy, const statement& of, int columns, const Object& row, members<Members...>) {
  writer& out = copy.begin_row(columns);
  std::size_t at = 0;
  (copy_member<Members>(out, of.parameters.data(), at, row), ...);
}

/// Which of the optional members of a draft are present, as in `parameters::choice`.
template <class Object, auto... Members>
auto presence(const Object& object, members<Members...>) -> std::uint64_t {
  std::uint64_t mask = 0;
  unsigned bit = 0;
  const auto add = [&](const auto& member) {
    if constexpr (requires { member.present(); }) {
      mask |= std::uint64_t{member.present()} << bit++;
    }
  };
  (add(object.*Members), ...);
  return mask;
}

template <class Object, auto... Members>
auto present_count(const Object& object, members<Members...>) -> int {
  const auto one = [](const auto& member) {
    if constexpr (requires { member.present(); }) return member.present() ? 1 : 0;
    return 1;
  };
  return (0 + ... + one(object.*Members));
}

/// One array for each member that the first draft has.
template <class Rows, auto... Members>
void add_present_columns(parameters& to, const Rows& rows, members<Members...>) {
  const auto& first = *std::begin(rows);
  const auto present = [](const auto& member) {
    if constexpr (requires { member.present(); }) return member.present();
    return true;
  };
  ((present(first.*Members) ? add_column<Members>(to, rows) : to.absent()), ...);
}

template <class Model, class Row>
struct copy_operation {
  using type = typename Row::copy_in;
};
template <class Model>
struct copy_operation<Model, Model> {
  using type = typename Model::operations::copy_in;
};

}  // namespace detail

/// Called now and then with the number of rows done. Does not own what it calls.
class progress {
 public:
  constexpr progress() noexcept = default;
  template <class Callable>
  requires(std::is_invocable_v<Callable&, std::int64_t> &&
           !std::is_same_v<std::remove_cvref_t<Callable>, progress>) progress(Callable&& callable)
  noexcept  // NOLINT(google-explicit-constructor)
      : object_(const_cast<void*>(static_cast<const void*>(&callable))),
        call_([](void* object, std::int64_t rows) {
          (*static_cast<std::remove_reference_t<Callable>*>(object))(rows);
        }) {}
  void operator()(std::int64_t rows) const {
    if (call_ != nullptr) call_(object_, rows);
  }

 private:
  void* object_ = nullptr;
  void (*call_)(void*, std::int64_t) = nullptr;
};

struct copy_options {
  orm::progress progress = {};          ///< `{.progress = [](std::int64_t rows) { ... }}`
  std::int64_t progress_every = 10000;  ///< rows
};

/// What can run queries: a connection or a transaction. To be used by one thread at a time.
class session {
 public:
  /// Runs a query and returns its result: `std::optional<Author>`, `std::vector<Row>`, a number ...
  /// A query of several statements is one round trip and one transaction, or part of the open one.
  template <class Query>
  auto run(const Query& query) -> result_of<Query> {
    return run_on<Query>(query);
  }

  /// Runs several queries in one round trip; returns a tuple of their results.
  template <class... Queries>
  auto pipeline(const Queries&... queries) -> std::tuple<result_of<Queries>...> {
    return pipeline_of(std::index_sequence_for<Queries...>{}, queries...);
  }

  /// Inserts a draft and returns the row that came to be.
  template <class Draft>
  auto insert(const Draft& draft) -> result_of<Draft> {
    return run_on<Draft>(draft);
  }

  /// Inserts all drafts of a range, or none; returns how many. The range is read more than once.
  template <class Range>
  auto insert_many(const Range& drafts) -> std::int64_t;

  /// The row with a key: `find<blog::Author>(1)`.
  template <class Model, class... Key>
  auto find(const Key&... key) {
    return run(typename Model::operations::find{key...});
  }

  /// Writes all fields of a row, by key.
  template <class Model>
  auto update(const Model& row) {
    return run_on<typename Model::operations::update>(row);
  }

  /// Deletes a row, by its key; returns how many there were.
  template <class Model>
  auto erase(const Model& row) {
    return run_on<typename Model::operations::erase_row>(row);
  }
  template <class Model, class... Key>
  requires(sizeof...(Key) > 0) auto erase(const Key&... key) {
    return run(typename Model::operations::erase{key...});
  }

  /// Copies a range of rows or drafts in, all or none: the fastest way for many. Returns how many.
  template <class Model, class Range>
  auto copy_in(Range&& rows, const copy_options& options = {}) -> std::int64_t;

 protected:
  explicit session(detail::session_state* state) noexcept : state_(state) {}
  session(const session&) = default;
  auto operator=(const session&) -> session& = default;
  ~session() = default;

  detail::session_state* state_;

 private:
  template <class Operation, class Object>
  auto run_on(const Object& object) -> result_of<Operation> {
    if constexpr (detail::has_steps<Operation>) {
      return run_steps(object, typename Operation::steps{});
    } else if constexpr (detail::has_parts<Operation>) {
      return run_parts(object);
    } else {
      detail::parameters with{state_, Operation::statement};
      detail::add_members(with, object, typename Operation::parameters{});
      return detail::operation_result<Operation>::decode(detail::execute(*state_, with));
    }
  }

  /// Shapes that come as statements of their own, in the same round trip.
  template <class Query>
  auto run_parts(const Query& query) -> result_of<Query> {
    detail::statement_list with{state_};
    with.add(query);
    detail::result results[detail::statement_count<Query>];
    detail::execute_together(*state_, with.data(), results, with.size());
    return detail::decode_all<Query>(results);
  }

  /// All between two syncs is one transaction to the server.
  template <class Query, class... Steps>
  auto run_steps(const Query& query, steps<Steps...>) -> result_of<Query> {
    detail::parameters with[]{detail::parameters{state_, Steps::statement}...};
    detail::parameters* next = with;
    (detail::add_members(*next++, query, typename Steps::parameters{}), ...);
    const detail::parameters* pointers[sizeof...(Steps)];
    for (std::size_t i = 0; i < sizeof...(Steps); ++i) pointers[i] = &with[i];
    detail::result results[sizeof...(Steps)];
    detail::execute_all(*state_, pointers, results, sizeof...(Steps));
    return detail::decode_all<Query>(results);
  }

  template <std::size_t... I, class... Queries>
  auto pipeline_of(std::index_sequence<I...>, const Queries&... queries)
      -> std::tuple<result_of<Queries>...> {
    constexpr std::size_t count = (std::size_t{0} + ... + detail::statement_count<Queries>);
    detail::result results[count];
    if constexpr (count == sizeof...(Queries)) {
      detail::parameters with[]{detail::parameters{state_, Queries::statement}...};
      (detail::add_members(with[I], queries, typename Queries::parameters{}), ...);
      const detail::parameters* const pointers[]{&with[I]...};
      detail::execute_all(*state_, pointers, results, count);
    } else {
      detail::statement_list with{state_};
      (with.add(queries), ...);
      detail::execute_all(*state_, with.data(), results, count);
    }
    const detail::result* at = results;
    const auto next = [&at](std::size_t statements) {
      const detail::result* const first = at;
      at += statements;
      return first;
    };
    return std::tuple<result_of<Queries>...>{
        detail::decode_all<Queries>(next(detail::statement_count<Queries>))...};
  }

  template <class Range>
  auto insert_one_by_one(const Range& drafts) -> std::int64_t;
};

template <class Range>
auto session::insert_many(const Range& drafts) -> std::int64_t {
  using draft = std::remove_cvref_t<decltype(*std::begin(drafts))>;
  using fields = typename draft::parameters;
  if (std::begin(drafts) == std::end(drafts)) return 0;
  if constexpr (requires { draft::insert_many::statement; }) {
    const std::uint64_t present = detail::presence(*std::begin(drafts), fields{});
    bool alike = true;
    for (const auto& each : drafts) alike = alike && detail::presence(each, fields{}) == present;
    if (alike) {
      detail::parameters with{state_, draft::insert_many::statement};
      with.choose(0, present);
      detail::add_present_columns(with, drafts, fields{});
      return detail::execute(*state_, with).affected();
    }
  }
  return insert_one_by_one(drafts);
}

template <class Range>
auto session::insert_one_by_one(const Range& drafts) -> std::int64_t {
  using draft = std::remove_cvref_t<decltype(*std::begin(drafts))>;
  static_assert(std::is_reference_v<decltype(*std::begin(drafts))>,
                "a range of drafts must hold them, not make them");
  detail::unit_of_work work{*state_};
  detail::statement_batch batch{*state_};
  for (const auto& each : drafts) {
    detail::add_members(batch.add(draft::statement), each, typename draft::parameters{});
  }
  const std::int64_t rows = batch.finish();
  work.commit();
  return rows;
}

template <class Model, class Range>
auto session::copy_in(Range&& rows, const copy_options& options) -> std::int64_t {
  using row_type = std::remove_cvref_t<decltype(*std::begin(rows))>;
  using operation = typename detail::copy_operation<Model, row_type>::type;
  using fields = typename operation::parameters;
  auto at = std::begin(rows);
  const auto end = std::end(rows);
  if (!(at != end)) return 0;

  detail::parameters with{state_, operation::statement};
  const std::uint64_t present = detail::presence(*at, fields{});
  const int columns = detail::present_count(*at, fields{});
  with.choose(0, present);
  detail::copy_writer copy{*state_, with};
  std::int64_t next_report = options.progress_every;
  for (; at != end; ++at) {
    const auto& row = *at;
    if (detail::presence(row, fields{}) != present) detail::mixed_drafts(operation::statement);
    detail::copy_row(copy, operation::statement, columns, row, fields{});
    if (copy.rows() == next_report) {
      options.progress(copy.rows());
      next_report += options.progress_every;
    }
  }
  const std::int64_t copied = copy.finish();
  options.progress(copied);
  return copied;
}

}  // namespace orm
