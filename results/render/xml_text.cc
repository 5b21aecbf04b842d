#include "results/render/xml_text.h"

#include <cstddef>
#include <cstdint>

#include "scenarios/base/utf8.h"

namespace attune {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

std::size_t length_of(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead < 0xE0) return 2;
  return lead < 0xF0 ? 3 : 4;
}

// REQUIRES: well-formed UTF-8 of one character.
std::uint32_t code_point(std::string_view one) {
  const auto lead = static_cast<unsigned char>(one.front());
  std::uint32_t code = one.size() == 1 ? lead : lead & (0x7FU >> one.size());
  for (const char byte : one.substr(1))
    code = (code << 6U) | (static_cast<unsigned char>(byte) & 0x3FU);
  return code;
}

// Char of XML 1.0 (fifth edition, section 2.2), without what it advises against: the controls
// U+007F to U+009F and the noncharacters.
bool allowed(std::uint32_t code) {
  if (code < 0x20) return code == '\t' || code == '\n' || code == '\r';
  if (code >= 0x7F && code <= 0x9F) return false;
  if (code >= 0xFDD0 && code <= 0xFDEF) return false;
  return (code & 0xFFFEU) != 0xFFFEU;
}

std::string_view reference(std::uint32_t code, bool quoted) {
  switch (code) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&apos;";
    case '\r':
      return "&#13;";
    case '\t':
      return quoted ? "&#9;" : "";
    case '\n':
      return quoted ? "&#10;" : "";
    default:
      return {};
  }
}

std::string safe_xml(std::string_view text, bool quoted) {
  const std::string valid = valid_utf8(text);
  std::string safe;
  for (std::size_t at = 0; at < valid.size();) {
    const std::size_t length = length_of(static_cast<unsigned char>(valid[at]));
    const std::string_view one = std::string_view(valid).substr(at, length);
    const std::uint32_t code = code_point(one);
    const std::string_view special = reference(code, quoted);
    if (!allowed(code)) safe += kReplacement;
    if (allowed(code)) safe += special.empty() ? one : special;
    at += length;
  }
  return safe;
}

}  // namespace

std::string xml_text(std::string_view text) {
  return safe_xml(text, false);
}

std::string xml_attribute(std::string_view text) {
  return safe_xml(text, true);
}

}  // namespace attune
