#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "harness/effects/files.h"
#include "scenarios/base/result.h"

namespace attune {

// What may come out of a gzip file: a few kilobytes can be made to unpack without end.
struct UnpackLimits {
  std::size_t size = std::size_t{1} << 30;  // bytes unpacked
  std::size_t ratio = 200;                  // unpacked to packed, looked at …
  std::size_t free = std::size_t{1} << 24;  // … once this much has come out; text packs to 1:20
};

// Whether these bytes begin as a gzip file does.
bool is_gzip(std::string_view bytes);

// What a gzip file holds, several members one after the other. FixInput for a file that ends too
// early, is damaged, is followed by anything else or goes beyond the limits.
Result<std::string> gunzipped(std::string_view packed, const UnpackLimits& limits = {});

// A gzip file without name and time: equal text gives equal bytes.
Result<std::string> gzipped(std::string_view text);

// A file's text, unpacked where its name ends in ".gz" or its bytes begin as gzip.
Result<std::string> read_unpacked(const FileReader& files, const std::string& path,
                                  const UnpackLimits& limits = {});

// Writes a new file, packed where its name ends in ".gz". FixInput when there is one by that name
// already; a file that could not be written in full is removed again.
Result<Done> write_packed(const std::string& path, std::string_view text);

}  // namespace attune
