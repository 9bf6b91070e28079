#pragma once

#include <string>
#include <string_view>

#include "sql/tree.hpp"

/// SQL trees as text: the only place that quotes names and strings, sets parentheses and breaks
/// lines.
namespace ormc::sql {

/// A statement laid out over lines, without a semicolon: lower-case keywords, a clause a line.
auto print(const tree::Statement& statement) -> std::string;
auto print(const tree::Query& query) -> std::string;
/// An expression on one line.
auto print(const tree::Expr& expr) -> std::string;
/// The same as an element of an index: what is no column and no call stands in parentheses.
auto print_index_element(const tree::Expr& expr) -> std::string;
/// The same where the grammar takes operands only, as behind `default`: arithmetic and simple
/// values are bare, the rest stands in parentheses.
auto print_operand(const tree::Expr& expr) -> std::string;
/// Items of a select or returning list on one line.
auto print(const std::vector<tree::SelectItem>& items) -> std::string;

/// A name with its qualifiers, each part quoted where it must be.
auto quote_name(const tree::Name& name) -> std::string;
/// A function's name: keywords that may name functions stay bare.
auto quote_function_name(const tree::Name& name) -> std::string;
/// A string literal in quotes.
auto quote_string(std::string_view text) -> std::string;

}  // namespace ormc::sql
