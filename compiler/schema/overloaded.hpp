#pragma once

namespace ormc::schema {

/// One visitor of several lambdas. Give it one for each alternative and no catch-all, so that
/// adding an alternative makes the compiler list what to write.
template <class... Fs>
struct Overloaded : Fs... {
  using Fs::operator()...;
};
template <class... Fs>
Overloaded(Fs...) -> Overloaded<Fs...>;

}  // namespace ormc::schema
