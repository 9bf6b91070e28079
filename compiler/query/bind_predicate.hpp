#pragma once

#include <vector>

#include "diagnostics/diagnostic.hpp"
#include "query/binder.hpp"
#include "query/definition_order.hpp"

namespace ormc::query {

/// The predicates that the files declare, not bound yet.
auto collect_predicates(const std::vector<syntax::Tree>& trees) -> std::vector<Predicate>;

/// Binds a predicate by itself: finds the types of its parameters and what is wrong with its body,
/// which is reported here once and not for each call. Needs the predicates and views that it uses.
void bind_predicate(const schema::Schema& schema,
                    PredicateId id,
                    Program& program,
                    diagnostics::Diagnostics& diagnostics);

/// The predicates that a function's name means: one of the module, or else all of other modules
/// that fit; one of a module that is named. More than one is ambiguous.
auto find_predicates(const schema::Schema& schema,
                     const std::vector<Predicate>& predicates,
                     schema::ModuleId from,
                     const syntax::QualifiedName& name) -> std::vector<PredicateId>;

/// `recent(p: Post)`, for messages.
auto signature(const Binder& binder, const Predicate& predicate) -> std::string;

/// Replaces a call by the body of the predicate that it names; null when it names none.
auto expand_predicate(Binder& binder, Scope& scope, const syntax::Call& call, Span span) -> ExprPtr;

/// The argument of a value parameter, where the body of a predicate names it; null outside of one.
auto expand_parameter(Binder& binder, Scope& scope, const syntax::Parameter& parameter, Span span)
    -> ExprPtr;

}  // namespace ormc::query
