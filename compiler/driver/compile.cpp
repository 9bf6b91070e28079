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
  out.schema = schema::resolve(out.trees, sources, out.diagnostics);
  out.program = query::bind(out.schema, out.trees, out.diagnostics);
  out.names = emit::cpp::settle_names(out.schema, out.program, out.diagnostics);
  emit::cpp::check_types(out.schema, out.program, out.names, out.diagnostics);
  return out;
}

}  // namespace ormc::driver
