#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "scenarios/base/result.h"

namespace attune {

// A page and a folder of files beside it, "x.html" and "x_files", put in place together: everything
// is written beside them first and then renamed, so that a reader finds the old page or the new
// one, and whatever goes wrong leaves the old one. The destructor removes what was not put in
// place.
//
// Errors: FixInput that names the path.
class PageFiles {
 public:
  // Refuses a name that does not end in ".html", and a folder of that name that holds anything but
  // an earlier report's files (four digits or more and ".html").
  static Result<PageFiles> begin(const std::string& page);

  PageFiles(PageFiles&& other) noexcept;
  PageFiles& operator=(PageFiles&&) = delete;
  PageFiles(const PageFiles&) = delete;
  PageFiles& operator=(const PageFiles&) = delete;
  ~PageFiles();

  // One file of the folder, "0007.html".
  Result<Done> add(const std::string& name, std::string_view text);
  // Writes the page and puts everything in place. Without added files an earlier folder is removed.
  // REQUIRES: called once, last.
  Result<Done> finish(std::string_view text);

  // "x.html" and "x_files", without folders before them.
  [[nodiscard]] std::string page_name() const;
  [[nodiscard]] std::string folder_name() const;

  // Bytes in the folder, and files.
  [[nodiscard]] std::size_t beside() const { return bytes_; }

  [[nodiscard]] std::size_t files() const { return files_; }

 private:
  explicit PageFiles(std::string page);

  std::string page_;          // path
  std::string folder_;        // path
  std::string fresh_page_;    // path of the new one before it is put in place; empty once it is
  std::string fresh_folder_;  // likewise
  std::size_t bytes_ = 0;
  std::size_t files_ = 0;
};

}  // namespace attune
