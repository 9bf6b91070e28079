#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "schema/schema.hpp"

/// Small pieces that several statements of DDL share.
namespace ormc::sql {

auto table_text(const schema::Model& model) -> std::string;
/// `a, b`: columns of a model, quoted.
auto column_list(const schema::Model& model, const std::vector<schema::ColumnIndex>& columns)
    -> std::string;
/// The primary key first, those of the table alone last.
auto keys_of(const schema::Model& model) -> std::vector<const schema::Key*>;
/// Lines in parentheses, indented, with commas between them.
auto block(const std::vector<std::string>& lines) -> std::string;
/// `name = 'value'`, each value quoted, as PostgreSQL keeps it.
auto quoted_options(const schema::Options& options) -> std::string;
/// `name 'value'`: options of foreign data.
auto foreign_options(const schema::Options& options) -> std::string;
/// What can be said of a column's values only once it is there; `relation` is what is altered, the
/// name of the column quoted.
auto alter_column_storage(std::string_view relation,
                          std::string_view column,
                          const schema::ColumnStorage& kept) -> std::string;
/// `start with 5 increment by 2`, empty for the defaults.
auto sequence_options(const schema::SequenceOptions& options) -> std::string;

}  // namespace ormc::sql
