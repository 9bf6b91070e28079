#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sql/statements.hpp"

namespace ormc::emit::cpp {

/// A statement as the runtime wants it: which of the struct's constants belong to it.
struct StatementConstants {
  std::string name;        // for errors: `blog.author_by_email`
  std::string parameters;  // the constant that lists the types, empty for none
  std::string columns;     // the same for what comes back
};

/// `fragments`, where the text depends on what is present, and `statement`.
auto emit_statement(const StatementConstants& constants,
                    const sql::StatementText& text,
                    std::size_t indentation) -> std::string;

/// The same fragments for optional parameters in another order: bit i becomes bit `places[i]`.
auto with_bits_at(sql::StatementText text, const std::vector<std::uint32_t>& places)
    -> sql::StatementText;

}  // namespace ormc::emit::cpp
