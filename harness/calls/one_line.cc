#include "harness/calls/one_line.h"

#include <algorithm>
#include <array>

#include "scenarios/base/utf8.h"
#include "scenarios/base/words.h"

namespace attune {
namespace {

constexpr auto kKeyShapes =
    std::to_array<std::string_view>({"sk-", "sk_", "gsk_", "xai-", "AIza", "hf_", "fw_", "pplx-",
                                     "tgp_", "Bearer ", "bearer ", "x-api-key: ", "key="});

// Shorter than any key; longer than what follows these letters in most words.
constexpr std::size_t kShortestKey = 6;

// A byte that cannot end a printable line is worth looking at no more than this often per column.
constexpr std::size_t kBytesPerColumn = 16;

bool alphanumeric(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool key_part(char c) {
  return alphanumeric(c) || std::string_view("_-.*+/=").find(c) != std::string_view::npos;
}

// How many bytes from the front are a key of this shape, or 0.
std::size_t key_size(std::string_view text, std::string_view shape) {
  if (!text.starts_with(shape)) return 0;
  const auto key = text.substr(shape.size());
  const auto* end = std::ranges::find_if_not(key, key_part);
  const auto size = static_cast<std::size_t>(end - key.begin());
  return size >= kShortestKey ? shape.size() + size : 0;
}

}  // namespace

std::string masked(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const bool begins = at == 0 || !alphanumeric(text[at - 1]);
    const auto* shape = std::ranges::find_if(kKeyShapes, [&](std::string_view candidate) {
      return begins && key_size(text.substr(at), candidate) > 0;
    });
    if (shape == kKeyShapes.end()) {
      out += text[at++];
    } else {
      out.append(*shape).append("…");
      at += key_size(text.substr(at), *shape);
    }
  }
  return out;
}

std::string one_line(std::string_view text, std::size_t width) {
  // Cut first, since an error page may be megabytes; mask before the last cut, since half a key
  // would not look like one.
  std::string flat = masked(text.substr(0, kBytesPerColumn * width));
  std::ranges::replace_if(
      flat, [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
  std::string line;
  for (const std::string& word : split(printable(flat), ' ')) {
    if (!word.empty()) line.append(line.empty() ? "" : " ").append(word);
  }
  return clipped(line, width);
}

}  // namespace attune
