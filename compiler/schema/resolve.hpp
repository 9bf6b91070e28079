#pragma once

#include <vector>

#include "diagnostics/diagnostic.hpp"
#include "schema/schema.hpp"

namespace ormc::schema {

/// What `extension name from "file"` refers to: the text of each file as it is named in a source
/// file; nothing when it cannot be read.
using ExtensionFiles = std::map<std::pair<source::FileId, std::string>, std::optional<std::string>>;

/// Resolves the declarations of all files, in any order of files, to one schema. Runs to its end on
/// broken input: what cannot be resolved is reported once and left out.
auto resolve(const std::vector<syntax::Tree>& trees,
             const source::SourceSet& sources,
             diagnostics::Diagnostics& diagnostics,
             const ExtensionFiles& extension_files = {}) -> Schema;

}  // namespace ormc::schema
