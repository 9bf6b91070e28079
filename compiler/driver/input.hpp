#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "diagnostics/diagnostic.hpp"
#include "source/source.hpp"

namespace ormc::driver {

/// Reads the files of a command line into `sources`, ordered by name so that no output depends on
/// the order in which they were given; a file that is named twice is read once. `-` is standard
/// input. What cannot be read is reported; then no file is there. Returns the paths of the files,
/// as they were given.
auto read_inputs(const std::vector<std::string>& paths,
                 source::SourceSet& sources,
                 diagnostics::Diagnostics& diagnostics) -> std::vector<std::string>;

/// A place for a finding about a path rather than about a text: an empty file of that name.
auto place_of(source::SourceSet& sources, std::string_view path) -> source::Span;

/// A path as it can be shown: without control characters and bytes that are no UTF-8.
auto printable(std::string_view path) -> std::string;

}  // namespace ormc::driver
