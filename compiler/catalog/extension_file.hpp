#pragma once

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "catalog/catalog.hpp"
#include "catalog/tables.hpp"

namespace ormc::catalog {

/// An extension as a file describes it, with all that its rows point to.
struct DescribedExtension {
  std::deque<std::string> strings;
  std::deque<std::vector<Oid>> oid_lists;
  std::deque<std::vector<std::string_view>> name_lists;
  std::deque<std::vector<OutColumn>> column_lists;
  std::deque<std::vector<TypeField>> field_lists;
  std::vector<std::string_view> required;
  std::vector<tables::CompositeFields> composite_fields;
  std::vector<Type> types;
  std::vector<Cast> casts;
  std::vector<Function> functions;
  std::vector<Operator> operators;
  std::vector<AccessMethod> access_methods;
  std::vector<OperatorClass> operator_classes;
  std::vector<FamilyOperator> family_operators;
  std::map<Oid, std::vector<std::string_view>> labels;  // of its enums
  tables::Extension rows;
  Oid end = no_oid;  // the first number that it has not used
};

/// Finds `name` in the text of a file that `ormc catalog` wrote, and numbers its objects from
/// `first` on. Types of other extensions must be in `catalog` already. Says what is wrong with a
/// file that cannot be used.
auto read_extension(const Catalog& catalog, std::string_view name, std::string_view text, Oid first)
    -> std::variant<std::unique_ptr<DescribedExtension>, std::string>;

}  // namespace ormc::catalog
