#include "database/null_models.hpp"

namespace orm_tests {

const std::string_view null_models = R"(
enum state { draft, open, closed }
predicate lively(n: node) = n.alive and n.score is not null;
predicate above(n: node, least) = n.score > $least;

model node {
  id: int @id;
  name: text;
  note: text?;
  score: int?;
  alive: bool?;
  state: state = 'draft';
  parent: node?;
  friend: node?;
  opened: int?;
  image: text?;
  video: text?;
  width: int?;
  height: int?;
  doubled: int? @generated(score * 2);
  length: int? @generated(coalesce(length(note), 0));
  check state = 'draft' or opened is not null;
  check image is not null or video is not null or score is null;
  check (width is null) = (height is null);
  check note <> 'z' or score is not null;
}

model link {
  id: int @id;
  source: node;
  target: node?;
  weight: int?;
  label: text?;
  active: bool = true;
  a: int?;
  b: int?;
  c: int?;
  check num_nonnulls(a, b, c) >= 1;
  check not (label is null and weight is null);
  unique (source, target);
  unique nulls not distinct (weight, label);
  unique index (target) where active;
}

model loose {
  x: int?;
  y: text?;
  z: bool?;
  w: int? @unique;
}
)";

auto null_tables() -> const std::vector<NullTable>& {
  using Kind = NullKind;
  static const auto all = std::vector<NullTable>{
      {"node",
       {{"id", Kind::integer},
        {"name", Kind::text},
        {"note", Kind::text},
        {"score", Kind::integer},
        {"alive", Kind::boolean},
        {"state", Kind::state},
        {"parent_id", Kind::integer},
        {"friend_id", Kind::integer},
        {"opened", Kind::integer},
        {"image", Kind::text},
        {"video", Kind::text},
        {"width", Kind::integer},
        {"height", Kind::integer},
        {"doubled", Kind::integer},
        {"length", Kind::integer}},
       {"parent", "friend"}},
      {"link",
       {{"id", Kind::integer},
        {"source_id", Kind::integer},
        {"target_id", Kind::integer},
        {"weight", Kind::integer},
        {"label", Kind::text},
        {"active", Kind::boolean},
        {"a", Kind::integer},
        {"b", Kind::integer},
        {"c", Kind::integer}},
       {"source", "target"}},
      {"loose",
       {{"x", Kind::integer}, {"y", Kind::text}, {"z", Kind::boolean}, {"w", Kind::integer}},
       {}},
  };
  return all;
}

}  // namespace orm_tests
