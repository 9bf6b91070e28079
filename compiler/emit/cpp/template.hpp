#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

/// Code as a picture: a raw string that looks like the output, with holes written `$name$`.
namespace ormc::emit::cpp {

/// What goes into a hole.
struct Hole {
  std::string_view name;
  std::string text;
};

/// The picture with its holes filled. A newline right behind the opening quote is not part of the
/// picture. A hole that stands alone in its line takes a block: each line of the block gets the
/// hole's indentation, and an empty block swallows the line. Elsewhere a hole takes text without
/// newlines. A hole that is not given, and one that is given but does not occur, is a mistake of
/// the emitter and fails an assertion.
auto fill(std::string_view picture, std::initializer_list<Hole> holes) -> std::string;

/// Blocks one behind the other, each pair parted by `separator`; empty ones vanish. A block that
/// does not end its last line is given the newline.
auto join_blocks(const std::vector<std::string>& blocks, std::string_view separator = "")
    -> std::string;

/// Marks each line of `text` but the first as one that no indentation may be put before, because it
/// stands inside a raw string.
auto keep_columns(std::string_view text) -> std::string;

/// The last step before a file is written: removes the marks of `keep_columns`, and the blank lines
/// that empty blocks left behind (two in a row, or one just inside of braces).
auto finish(std::string_view text) -> std::string;

}  // namespace ormc::emit::cpp
