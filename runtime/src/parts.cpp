#include <algorithm>
#include <bit>
#include <cstring>
#include <orm/session.hpp>
#include <orm/wire.hpp>

#include "session_state.hpp"

namespace orm::detail {
namespace {

constexpr statement snapshot_begin{.name = "orm.begin",
                                   .text = "begin isolation level repeatable read read only"};
constexpr statement snapshot_end{.name = "orm.commit", .text = "commit"};

}  // namespace

void execute_together(session_state& session,
                      const parameters* const* with,
                      result* results,
                      std::size_t count) {
  if (session.in_transaction()) return execute_all(session, with, results, count);
  const parameters begin{&session, snapshot_begin};
  const parameters end{&session, snapshot_end};
  std::vector<const parameters*> all{&begin};
  all.insert(all.end(), with, with + count);
  all.push_back(&end);
  std::vector<result> answers(all.size());
  execute_all(session, all.data(), answers.data(), all.size());
  for (std::size_t i = 0; i < count; ++i) results[i] = std::move(answers[i + 1]);
}

key_index::key_index(const result& rows, int column)
    : rows_(rows),
      column_(column),
      mask_(std::bit_ceil(2 * static_cast<std::size_t>(rows.rows()) + 1) - 1),
      slots_(mask_ + 1, -1) {
  for (int row = 0; row < rows.rows(); ++row) {
    const std::string_view key = key_of(row);
    std::size_t at = hash(key) & mask_;
    while (slots_[at] >= 0 && key_of(slots_[at]) != key) at = (at + 1) & mask_;
    if (slots_[at] < 0) slots_[at] = row;
  }
}

auto key_index::find(std::string_view key) const noexcept -> int {
  std::size_t at = hash(key) & mask_;
  while (slots_[at] >= 0 && key_of(slots_[at]) != key) at = (at + 1) & mask_;
  return slots_[at];
}

auto key_index::key_of(int row) const noexcept -> std::string_view {
  return rows_.bytes(row, column_);
}

/// Keys are 2 to 16 bytes, big-endian: what differs between them is last in memory and so highest
/// in the number, from where it must get into the low bits that choose the slot.
auto key_index::hash(std::string_view key) noexcept -> std::size_t {
  std::uint64_t first = 0;
  std::uint64_t rest = 0;
  std::memcpy(&first, key.data(), std::min(key.size(), sizeof first));
  if (key.size() > sizeof first) {
    std::memcpy(&rest, key.data() + sizeof first, std::min(key.size() - sizeof first, sizeof rest));
  }
  const auto mixed = [](std::uint64_t value) {
    value ^= value >> 33;
    value *= 0xff51afd7ed558ccdU;
    value ^= value >> 33;
    value *= 0xc4ceb9fe1a85ec53U;
    return value ^ value >> 33;
  };
  return static_cast<std::size_t>(mixed(first ^ mixed(rest)));
}

auto parents_of(const result& rows, const key_index& keys) -> std::vector<std::int32_t> {
  std::vector<std::int32_t> parents;
  parents.reserve(static_cast<std::size_t>(rows.rows()));
  std::string_view last;
  std::int32_t found = -1;
  for (int row = 0; row < rows.rows(); ++row) {
    const std::string_view key = rows.bytes(row, 0);
    if (row == 0 || key != last) found = keys.find(key);
    last = key;
    parents.push_back(found);
  }
  return parents;
}

auto statement_list::add_statement(const statement& of) -> parameters& {
  list_.push_back(new parameters{session_, of});
  return *list_.back();
}

statement_list::~statement_list() {
  for (const parameters* each : list_) delete each;
}

}  // namespace orm::detail
