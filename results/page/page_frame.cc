#include "results/page/page_frame.h"

#include <cstdint>

#include <fmt/format.h>

#include "results/charts/markup.h"
#include "results/page/page_assets.h"
#include "results/page/page_style.h"
#include "scenarios/base/digest.h"

namespace attune {
namespace {

std::uint32_t digit_of(char hex) {
  return static_cast<std::uint32_t>(hex <= '9' ? hex - '0' : hex - 'a' + 10);
}

// Of hex digits; six of them are three bytes, or four letters.
std::string base64_of(std::string_view hex) {
  constexpr std::string_view kLetters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  for (std::size_t at = 0; at < hex.size(); at += 6) {
    std::uint32_t bits = 0;
    for (std::size_t i = at; i < at + 6; ++i)
      bits = bits << 4U | (i < hex.size() ? digit_of(hex[i]) : 0);
    const std::size_t bytes = (std::min(hex.size(), at + 6) - at) / 2;
    for (std::size_t i = 0; i < 4; ++i)
      text += i <= bytes ? kLetters[bits >> (18 - 6 * i) & 63U] : '=';
  }
  return text;
}

std::string policy(const PageFrame& frame, const std::string& style) {
  std::string text = fmt::format("default-src 'none'; style-src '{}'", policy_digest(style));
  if (frame.script)
    text += fmt::format("; script-src '{}'; frame-src 'self' file:", policy_digest(report_js()));
  return text + "; base-uri 'none'; form-action 'none'";
}

}  // namespace

std::string policy_digest(std::string_view text) {
  constexpr std::string_view kScheme = "sha256:";
  return "sha256-" + base64_of(digest_of(text).substr(kScheme.size()));
}

std::string framed(const PageFrame& frame) {
  const std::string style = page_style();
  std::string text = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"referrer\" content=\"no-referrer\">\n"
      "<title>{}</title>\n<style>{}</style>\n</head>\n",
      policy(frame, style), escaped(visible_line(frame.title)), style);
  text += frame.look.empty() ? "<body>\n" : fmt::format("<body class=\"{}\">\n", frame.look);
  text += frame.body;
  if (frame.script) text += fmt::format("<script>{}</script>\n", report_js());
  return text + "</body>\n</html>\n";
}

}  // namespace attune
