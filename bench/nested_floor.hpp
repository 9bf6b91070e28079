// The floor of nested rows: one flat statement a level, all in one pipeline, put together by keys
// in hash tables. Of all that was tried (docs/shapes.md) it is the fastest by hand.
#pragma once

#include <unordered_map>

#include "floor.hpp"

namespace floor_code {

struct Grand {
  std::int64_t id;
  std::string body;
  std::int32_t score;
};
struct Child {
  std::int64_t id;
  std::string title;
  std::int32_t n;
  std::vector<Grand> grands;
};
struct Parent {
  std::int64_t id;
  std::string name;
  std::string note;
  std::vector<Child> children;
};

inline void prepare_nested(PGconn* on) {
  prepare(on, "parents", "select id, name, note from parent where id <= $1::int8");
  prepare(on,
          "children",
          "select parent_id, id, title, n from child where parent_id in "
          "(select id from parent where id <= $1::int8)");
  prepare(on,
          "grands",
          "select child_id, id, body, score from grand where child_id in (select id from child "
          "where parent_id in (select id from parent where id <= $1::int8))");
}

/// For each row, the vector that its first column names.
template <class Row>
auto owners_of(const PGresult* rows,
               const std::unordered_map<std::int64_t, std::vector<Row>*>& places)
    -> std::vector<std::vector<Row>*> {
  std::vector<std::vector<Row>*> owners;
  owners.reserve(static_cast<std::size_t>(PQntuples(rows)));
  std::vector<Row>* last = nullptr;
  std::int64_t last_key = 0;
  for (int i = 0; i < PQntuples(rows); ++i) {
    const std::int64_t key = read64(fixed(rows, i, 0, 8));
    if (last == nullptr || key != last_key) {
      const auto at = places.find(key);
      last = at == places.end() ? nullptr : at->second;
      last_key = key;
    }
    owners.push_back(last);
  }
  return owners;
}

inline auto nested(PGconn* on, std::int64_t most) -> std::vector<Parent> {
  const std::uint64_t wire = htobe64(static_cast<std::uint64_t>(most));
  const char* const values[]{reinterpret_cast<const char*>(&wire)};
  const int lengths[]{8};
  const int formats[]{1};
  if (PQenterPipelineMode(on) != 1) fail("pipeline");
  for (const char* name : {"parents", "children", "grands"}) {
    if (PQsendQueryPrepared(on, name, 1, values, lengths, formats, 1) != 1) fail("send");
  }
  if (PQpipelineSync(on) != 1) fail("sync");
  PGresult* levels[3];
  for (PGresult*& level : levels) {
    level = PQgetResult(on);
    check(on, level, PGRES_TUPLES_OK);
    PQgetResult(on);
  }
  PQclear(PQgetResult(on));
  PQexitPipelineMode(on);

  std::vector<Parent> parents(static_cast<std::size_t>(PQntuples(levels[0])));
  std::unordered_map<std::int64_t, std::vector<Child>*> children;
  children.reserve(parents.size());
  for (int i = 0; i < PQntuples(levels[0]); ++i) {
    Parent& parent = parents[static_cast<std::size_t>(i)];
    parent.id = read64(fixed(levels[0], i, 0, 8));
    text(levels[0], i, 1, parent.name);
    text(levels[0], i, 2, parent.note);
    children.emplace(parent.id, &parent.children);
  }
  const auto child_owners = owners_of(levels[1], children);
  for (int i = 0; i < PQntuples(levels[1]); ++i) {
    if (child_owners[static_cast<std::size_t>(i)] == nullptr) continue;
    Child& child = child_owners[static_cast<std::size_t>(i)]->emplace_back();
    child.id = read64(fixed(levels[1], i, 1, 8));
    text(levels[1], i, 2, child.title);
    child.n = read32(fixed(levels[1], i, 3, 4));
  }
  std::unordered_map<std::int64_t, std::vector<Grand>*> grands;
  grands.reserve(child_owners.size());
  for (Parent& parent : parents) {
    for (Child& child : parent.children) grands.emplace(child.id, &child.grands);
  }
  const auto grand_owners = owners_of(levels[2], grands);
  for (int i = 0; i < PQntuples(levels[2]); ++i) {
    if (grand_owners[static_cast<std::size_t>(i)] == nullptr) continue;
    Grand& grand = grand_owners[static_cast<std::size_t>(i)]->emplace_back();
    grand.id = read64(fixed(levels[2], i, 1, 8));
    text(levels[2], i, 2, grand.body);
    grand.score = read32(fixed(levels[2], i, 3, 4));
  }
  for (PGresult* level : levels) PQclear(level);
  return parents;
}

}  // namespace floor_code
