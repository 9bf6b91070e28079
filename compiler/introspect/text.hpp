#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "introspect/database.hpp"

/// Pieces of `.orm` text. Whatever the database holds comes out as data, never as syntax.
namespace ormc::introspect {

/// A name of the database where the language takes one: quoted where it must be.
auto name_text(const std::string& name) -> std::string;
auto name_list(const std::vector<std::string>& names) -> std::string;

/// A value in quotes: `"..."` where that can hold it, else `'...'` or `U&'...'`.
auto quoted_text(const std::string& value) -> std::string;

/// A value as one of SQL's strings.
auto string_text(const std::string& value) -> std::string;

/// A body: between `"""`, or where that cannot hold it, in a dollar quote or a string.
auto body_text(const std::string& body) -> std::string;

/// The lines of a doc comment, each with `indent` before it: with escapes (`///e'...'`) where a
/// line holds what cannot be seen. Nothing for no comment.
auto doc_text(const std::string& comment, std::string_view indent) -> std::string;

/// SQL that the server spelled, in a spelling that it reads back as what it spelled.
auto as_read_back(std::string_view sql) -> std::string;

/// The same as `.orm` has it: words in lower case, and what the language does not take as it stands
/// (invisible characters, `"""`) written with escapes.
auto sql_text(std::string_view sql) -> std::string;

/// Without the parentheses around all of it.
auto without_parentheses(std::string_view sql) -> std::string_view;

/// The end of the quoted piece that begins at `at`, behind its closing quote.
auto end_of_quoted(std::string_view sql, std::size_t at) -> std::size_t;

/// The place of `word` outside of quotes and parentheses; npos for none.
auto find_word(std::string_view sql, std::string_view word) -> std::size_t;

/// A condition of `where` and the like: `sql_text` without needless parentheses; a subquery needs
/// its own.
auto condition_text(std::string_view sql) -> std::string;

/// `fillfactor=70` as `fillfactor = 70`; values that are no numbers or words are strings.
auto option_text(const std::string& option) -> std::string;
auto option_list(const std::vector<std::string>& options) -> std::string;

/// What a relation is called in SQL: `foreign table`; `type` for a composite.
auto relation_word(Relation::Kind kind) -> std::string_view;

}  // namespace ormc::introspect
