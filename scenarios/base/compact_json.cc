#include "scenarios/base/compact_json.h"

#include <cstdint>
#include <cstring>
#include <string_view>
#include <utility>

#include <nlohmann/json.hpp>

#include "scenarios/base/utf8.h"

namespace attune {
namespace {

using Json = nlohmann::ordered_json;

bool is_plain(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x20 && c != '"' && c != '\\';
}

constexpr std::uint64_t kOnes = 0x0101010101010101U;
constexpr std::uint64_t kHigh = kOnes << 7U;

std::uint64_t eight_at(std::string_view text, std::size_t at) {
  std::uint64_t word = 0;
  std::memcpy(&word, text.data() + at, sizeof word);
  return word;
}

// Whether eight characters are all plain and ASCII, found on all of them at once: what is below a
// bound has its highest bit set when the bound is taken from it.
bool eight_plain(std::uint64_t word) {
  const std::uint64_t control = word - kOnes * 0x20;
  const std::uint64_t quote = (word ^ (kOnes * '"')) - kOnes;
  const std::uint64_t slash = (word ^ (kOnes * '\\')) - kOnes;
  return ((control | quote | slash | word) & kHigh) == 0;
}

// The end of the run of plain characters that begins at `at`.
std::size_t plain_end(std::string_view text, std::size_t at) {
  while (at + 8 <= text.size() && eight_plain(eight_at(text, at))) at += 8;
  while (at < text.size() && is_plain(text[at])) ++at;
  return at;
}

bool is_ascii(std::string_view text) {
  std::uint64_t all = 0;
  std::size_t at = 0;
  for (; at + 8 <= text.size(); at += 8) all |= eight_at(text, at);
  for (; at < text.size(); ++at) all |= static_cast<unsigned char>(text[at]);
  return (all & kHigh) == 0;
}

void put_escaped(std::string& out, char c) {
  constexpr std::string_view kHex = "0123456789abcdef";
  constexpr std::string_view kNamed = "\"\\\b\f\n\r\t";
  constexpr std::string_view kNames = "\"\\bfnrt";
  const auto named = kNamed.find(c);
  if (named != std::string_view::npos) {
    out.append({'\\', kNames[named]});
    return;
  }
  const auto byte = static_cast<unsigned char>(c);
  out.append("\\u00").append({kHex[byte >> 4U], kHex[byte & 0xFU]});
}

void put(std::string& out, const std::string& text) {
  if (!is_ascii(text) && valid_utf8(text) != text) {  // the library replaces in ways of its own
    out += Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
    return;
  }
  out += '"';
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::size_t from = at;
    at = plain_end(text, at);
    out.append(text, from, at - from);
    if (at < text.size()) put_escaped(out, text[at]);
  }
  out += '"';
}

void put(std::string& out, const Json& json) {
  if (json.is_string()) return put(out, json.get_ref<const std::string&>());
  if (!json.is_structured()) {
    out += json.dump();
    return;
  }
  const bool object = json.is_object();
  out += object ? '{' : '[';
  bool first = true;
  for (auto item = json.begin(); item != json.end(); ++item) {
    if (!std::exchange(first, false)) out += ',';
    if (object) {
      put(out, item.key());
      out += ':';
    }
    put(out, *item);
  }
  out += object ? '}' : ']';
}

// Its size where nothing is escaped, or a little more: what grows by doubling would keep up to
// twice its size, for as long as the text is kept.
std::size_t plain_size(const Json& json) {
  constexpr std::size_t kFrame = 4;   // quotes, a comma and a colon; or the brackets
  constexpr std::size_t kScalar = 8;  // most numbers, true, false, null
  if (json.is_string()) return json.get_ref<const std::string&>().size() + kFrame;
  if (!json.is_structured()) return kScalar;
  std::size_t size = kFrame;
  for (auto item = json.begin(); item != json.end(); ++item) {
    if (json.is_object()) size += item.key().size() + kFrame;
    size += plain_size(*item);
  }
  return size;
}

}  // namespace

std::string compact_json(const Json& json) {
  std::string text;
  text.reserve(plain_size(json));
  put(text, json);
  return text;
}

}  // namespace attune
