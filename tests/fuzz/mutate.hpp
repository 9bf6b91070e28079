#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace orm_fuzz {

/// A piece of a file, cut without knowing the grammar.
struct Piece {
  enum class Kind : std::uint8_t { space, word, number, string, symbol };
  Kind kind;
  std::string text;
};

/// Cuts text into pieces; joined they are the text again.
auto cut(std::string_view text) -> std::vector<Piece>;
auto join(const std::vector<Piece>& pieces) -> std::string;

/// Makes broken and unusual files out of good ones. The same seeds and number give the same files
/// in the same order on every machine.
class Mutator {
 public:
  Mutator(const std::vector<std::string>& seeds, std::uint64_t number);

  /// The next file: one of the seeds with a few changes.
  auto next() -> std::string;

 private:
  using Pieces = std::vector<Piece>;
  struct Slice {
    std::size_t begin;
    std::size_t end;
  };

  auto below(std::size_t bound) -> std::size_t;
  auto slice_of(const Pieces& pieces, std::size_t most) -> Slice;
  auto seed() -> const Pieces&;
  auto word_of(const Pieces& pieces) -> std::string;

  void mutate(Pieces& pieces);
  void erase(Pieces& pieces);
  void duplicate(Pieces& pieces);
  void swap(Pieces& pieces);
  void splice(Pieces& pieces);
  void insert(Pieces& pieces);
  void rename(Pieces& pieces);
  void replace_literal(Pieces& pieces);
  void nest(Pieces& pieces);
  void lengthen(Pieces& pieces);
  void mutate_bytes(std::string& text);

  std::vector<Pieces> seeds_;
  std::mt19937_64 random_;
};

}  // namespace orm_fuzz
