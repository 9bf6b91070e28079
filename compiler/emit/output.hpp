#pragma once

#include <string>
#include <vector>

namespace ormc::emit {

/// One file to be written, relative to the output folder.
struct OutputFile {
  std::string path;
  std::string text;
};

}  // namespace ormc::emit
