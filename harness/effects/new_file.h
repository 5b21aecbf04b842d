#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "scenarios/base/result.h"

namespace attune {

// A new file that is written piece by piece, packed where its name ends in ".gz": equal pieces give
// equal bytes. A file that is not kept is removed again.
//
// Errors: FixInput when there is one by that name already, or it cannot be written.
class NewFile {
 public:
  static Result<NewFile> open(const std::string& path);

  NewFile(NewFile&& other) noexcept;
  NewFile& operator=(NewFile&&) = delete;
  ~NewFile();

  Result<Done> write(std::string_view text);
  // Nothing may be written any more; the file is on disk and stays.
  Result<Done> keep();

 private:
  struct State;
  explicit NewFile(std::unique_ptr<State> state);

  std::unique_ptr<State> state_;
};

// Makes a folder and those it stands in, where they are not there. FixInput where that fails.
Result<Done> make_folders(const std::string& path);

}  // namespace attune
