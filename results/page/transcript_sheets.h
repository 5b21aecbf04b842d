#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "results/page/transcript_article.h"
#include "results/page/transcript_index.h"

namespace attune {

// A page of transcripts beside the report.
struct TranscriptSheet {
  TranscriptFile file;
  std::string html;
};

// Puts transcripts on sheets, one subject's after the other, so that a page with thousands of them
// stays small: a sheet is closed when it has grown to about half a megabyte, or when the next
// transcript is of another subject or pack.
//
// Sheets are plain pages without a script. A link opens one from disk in any browser; a frame shows
// one inside the report. (Other pages may not be read by a script from disk, and data that a script
// brings would need a second renderer, and be unreadable without scripts.)
class TranscriptSheets {
 public:
  explicit TranscriptSheets(std::string back) : back_(std::move(back)) {}

  // Where the transcript will stand: "0007.html#s3". What it closes is kept for `taken`.
  std::string add(const TranscriptOf& of);
  // Closes the sheet under way.
  void close();

  // Sheets closed since the last call, in order.
  std::vector<TranscriptSheet> taken() { return std::exchange(closed_, {}); }

 private:
  std::string back_;  // file name of the report, percent-encoded
  std::string body_;
  std::size_t sheets_ = 0;
  std::size_t samples_ = 0;  // on the sheet under way
  PackId pack_;
  Contestant subject_;
  std::string first_;
  std::string last_;
  std::vector<TranscriptSheet> closed_;
};

// A file's name as it may stand in a link: everything but letters, digits, '-', '_' and '.' is
// percent-encoded, so that no name is ever read as another scheme or folder.
std::string link_of(std::string_view file_name);

}  // namespace attune
