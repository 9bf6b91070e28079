#pragma once

#include <optional>
#include <string>
#include <vector>

#include "schema/resolution.hpp"

/// The parameters of functions, aggregates and operators: what they have in common.
namespace ormc::schema {

/// What may be declared with parameters, and which modes those may have.
enum class RoutineKind : std::uint8_t { function, aggregate, operation };

/// The parameters of one routine, with the default values of a function's. Nothing when any of them
/// is wrong: it is reported.
auto resolve_routine_parameters(Resolution& resolution,
                                ModuleId module,
                                RoutineKind kind,
                                const std::string& routine,
                                const std::vector<syntax::FunctionParameter>& parameters)
    -> std::optional<std::vector<FunctionParameter>>;

/// Whether a call passes a value for it.
auto is_input(const FunctionParameter& parameter) -> bool;
/// Whether it is a column of the result.
auto is_output(const FunctionParameter& parameter) -> bool;

/// Fills in the arguments of a routine as the catalogue has them.
void add_arguments(const std::vector<FunctionParameter>& parameters, catalog::NewFunction& known);

/// Adds a routine to the catalogue, called `name` by the program. Nothing when there is one of that
/// name with these arguments, whatever its kind: it is reported.
auto add_routine(Resolution& resolution,
                 const catalog::NewFunction& known,
                 const std::string& name,
                 Span place) -> std::optional<Oid>;

/// The functions that a name may lead to: as written, folded, or as the program declares them; of
/// other modules only with a qualifier.
auto functions_named(const Schema& schema, ModuleId module, const syntax::QualifiedName& name)
    -> std::vector<const catalog::Function*>;

/// `name(text, integer)`, for people.
auto routine_signature(const Resolution& resolution,
                       const std::string& name,
                       const std::vector<Oid>& arguments) -> std::string;

}  // namespace ormc::schema
