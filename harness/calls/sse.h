#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace attune {

// One server-sent event.
struct SseEvent {
  std::string name;  // of its `event:` line, or empty
  std::string data;  // of its `data:` lines, joined by newlines
  bool operator==(const SseEvent&) const = default;
};

// The events of a whole body, by the HTML standard, but that a last event without its blank line
// counts too: it is for the reader to see whether it was cut. Events without data are left out.
std::vector<SseEvent> sse_events(std::string_view body);

// The data of each, in order.
std::vector<std::string> sse_data(std::string_view body);

}  // namespace attune
