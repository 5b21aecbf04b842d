#pragma once

#include <span>
#include <string>

#include "scenarios/base/result.h"

namespace attune {

struct OutputFile {
  std::string name;  // in the folder
  std::string text;
};

// Writes files into a folder, which is made where it is not there. Nothing is overwritten but an
// earlier, perhaps unfinished, output of the same: the folder must be empty, or hold the first of
// the files with these very bytes and no other than these files.
//
// Errors: FixInput that names what stands in the way. REQUIRES: at least one file.
Result<Done> fill_folder(const std::string& folder, std::span<const OutputFile> files);

}  // namespace attune
