#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "driver/compile.hpp"

namespace ormc::driver {

/// One thing that is in the database because a declaration says so: a column, a key, an index, a
/// label, a whole view. Two programs are compared by them: a declaration that makes the same may
/// say it in whatever words.
struct DeclaredFact {
  std::string key;      // what it is: `column public.post.title`
  std::string text;     // what is so of it, in SQL
  std::string owner;    // the table or type that it is a part of: `public.post`
  source::Span place;   // what says so: a name, an attribute, a member
  bool is_doc = false;  // a comment
  /// For what may be left unsaid: the fact that it is about. For the other side of a relation, its
  /// foreign key; for the version of an extension, that.
  std::string basis = {};
  /// Tables that must be in sight for it to be seen: `table public.author`.
  std::vector<std::string> needs = {};
};

/// A column of a model, for those who ask which part of it differs.
struct DeclaredColumn {
  const schema::Model* model = nullptr;
  const schema::Column* column = nullptr;
};

/// All that a program makes in the database. Refers to the compilation that it was made of.
class DeclaredFacts {
 public:
  explicit DeclaredFacts(const Compilation& compilation);

  auto all() const -> const std::vector<DeclaredFact>& { return facts_; }
  /// Null when nothing says it.
  auto find(const std::string& key) const -> const DeclaredFact*;
  /// Those of an owner that lie within a place, in order.
  auto within(const std::string& owner, source::Span place) const
      -> std::vector<const DeclaredFact*>;
  /// Those that lie within a place, whoever's they are.
  auto within(source::Span place) const -> std::vector<const DeclaredFact*>;
  auto of(const std::string& owner) const -> std::vector<const DeclaredFact*>;

  auto column(const std::string& key) const -> DeclaredColumn;
  /// A part of a column as SQL: `type`, `default`, `storage`, ... Empty where it is as usual.
  auto column_part(const std::string& key, std::string_view part) const -> std::string;
  /// Whether a table is there for lists of two models alone, without a declaration.
  auto is_implied_junction(const std::string& owner) const -> bool;

 private:
  friend class FactCollector;

  const Compilation& compilation_;
  std::vector<DeclaredFact> facts_;
  std::map<std::string, std::size_t, std::less<>> by_key_;
  std::map<std::string, std::vector<std::size_t>, std::less<>> by_owner_;
  std::map<std::pair<source::FileId, std::uint32_t>, std::vector<std::size_t>> by_place_;
  std::map<std::string, DeclaredColumn, std::less<>> columns_;
  std::map<std::string, bool, std::less<>> junctions_;
};

/// Whether a fact is so in another program.
auto holds(const DeclaredFact& fact, const DeclaredFacts& other) -> bool;

}  // namespace ormc::driver
