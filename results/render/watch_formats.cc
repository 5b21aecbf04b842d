#include "results/render/watch_formats.h"

#include <cassert>

#include "scenarios/base/words.h"

namespace attune {
namespace {

std::string table(const std::vector<Watch>& watches, bool) {
  std::string text;
  for (const Watch& watch : watches) text += (text.empty() ? "" : "\n") + to_table(watch);
  return text;
}

std::string json(const std::vector<Watch>& watches, bool single) {
  assert(!single || watches.size() == 1);
  return single ? to_json(watches.front()) : to_json(std::span(watches));
}

}  // namespace

const std::vector<WatchFormat>& watch_formats() {
  static const std::vector<WatchFormat> kFormats = {
      {"table", "aligned text for a terminal, 80 columns", table},
      {"json", "attune.watch/1 with every figure", json},
  };
  return kFormats;
}

Result<const WatchFormat*> find_watch_format(std::string_view name) {
  std::vector<std::string> names;
  for (const WatchFormat& format : watch_formats()) {
    if (format.name == name) return &format;
    names.push_back(format.name);
  }
  return fix_input(no_such("format", name, names));
}

}  // namespace attune
