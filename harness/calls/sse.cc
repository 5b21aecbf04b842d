#include "harness/calls/sse.h"

#include <utility>

namespace attune {
namespace {

// Takes a line and its end (CRLF, LF or CR) off the front of the text.
std::string_view take_line(std::string_view& text) {
  const auto end = text.find_first_of("\r\n");
  const std::string_view line = text.substr(0, end);
  if (end == std::string_view::npos) {
    text = {};
  } else {
    text.remove_prefix(end + (text.substr(end).starts_with("\r\n") ? 2 : 1));
  }
  return line;
}

// What follows "name:", without one leading blank.
std::string_view value_of(std::string_view line) {
  const auto colon = line.find(':');
  if (colon == std::string_view::npos) return {};
  const std::string_view value = line.substr(colon + 1);
  return value.starts_with(' ') ? value.substr(1) : value;
}

class SseReader {
 public:
  void read(std::string_view line) {
    const std::string_view field = line.substr(0, line.find(':'));
    if (line.empty()) {
      finish();
    } else if (field == "data") {
      if (has_data_) event_.data += '\n';
      event_.data += value_of(line);
      has_data_ = true;
    } else if (field == "event") {
      event_.name = value_of(line);
    }
  }

  std::vector<SseEvent> events() && {
    finish();
    return std::move(events_);
  }

 private:
  void finish() {
    if (has_data_) events_.push_back(std::move(event_));
    event_ = {};
    has_data_ = false;
  }

  std::vector<SseEvent> events_;
  SseEvent event_;
  bool has_data_ = false;
};

}  // namespace

std::vector<SseEvent> sse_events(std::string_view body) {
  if (body.starts_with("\xEF\xBB\xBF")) body.remove_prefix(3);
  SseReader reader;
  while (!body.empty()) reader.read(take_line(body));
  return std::move(reader).events();
}

std::vector<std::string> sse_data(std::string_view body) {
  std::vector<std::string> data;
  for (SseEvent& event : sse_events(body)) data.push_back(std::move(event.data));
  return data;
}

}  // namespace attune
