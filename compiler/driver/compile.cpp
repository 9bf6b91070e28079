#include "driver/compile.hpp"

#include "emit/cpp/emit_cpp.hpp"
#include "query/bind.hpp"
#include "schema/resolve.hpp"
#include "syntax/parse.hpp"

namespace ormc::driver {

auto compile(const source::SourceSet& sources) -> Compilation {
  auto out = Compilation{};
  for (const auto& file : sources.files()) {
    out.trees.push_back(syntax::parse(file, out.diagnostics));
  }
  // What did not parse is missing everywhere else: later stages go on with what is there, but what they
  // find then is mostly a consequence, and is not reported.
  auto consequences = diagnostics::Diagnostics{};
  auto& found = out.diagnostics.has_errors() ? consequences : out.diagnostics;
  out.schema = schema::resolve(out.trees, sources, found);
  out.program = query::bind(out.schema, out.trees, found);
  out.names = emit::cpp::settle_names(out.schema, out.program, found);
  emit::cpp::check_types(out.schema, out.program, out.names, found);
  return out;
}

}  // namespace ormc::driver
