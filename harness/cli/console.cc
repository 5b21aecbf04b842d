#include "harness/cli/console.h"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <poll.h>
#include <unistd.h>

#include <sys/ioctl.h>

#include "harness/effects/environment.h"
#include "scenarios/base/utf8.h"

namespace attune {
namespace {

TerminalWords words_of(int fd) {
  TerminalWords words{.terminal = isatty(fd) == 1,
                      .no_color = environment("NO_COLOR"),
                      .force_color = environment("FORCE_COLOR"),
                      .term = environment("TERM"),
                      .ci = environment("CI"),
                      .wide = environment("COLUMNS")};
  winsize size{};
  if (ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) words.columns = size.ws_col;
  return words;
}

bool refuses(const TerminalWords& words) {
  return (words.no_color && !words.no_color->empty()) || words.term.value_or("") == "dumb";
}

std::optional<std::size_t> number_of(const std::optional<std::string>& text) {
  std::size_t number = 0;
  if (!text) return std::nullopt;
  const char* end = text->data() + text->size();
  const auto [stopped, error] = std::from_chars(text->data(), end, number);
  if (error != std::errc() || stopped != end || number == 0) return std::nullopt;
  return number;
}

std::size_t width_of(const TerminalWords& words) {
  const std::size_t usual = TableLook().width;
  if (!words.terminal) return usual;
  const std::optional<std::size_t> asked = number_of(words.wide);
  return std::max(kLeastWidth, asked ? *asked : words.columns.value_or(usual));
}

}  // namespace

void print(std::string_view data) {
  std::fwrite(data.data(), 1, data.size(), stdout);
  std::fflush(stdout);
}

bool output_was_lost() {
  if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return false;
  pollfd reader{.fd = STDOUT_FILENO, .events = POLLOUT, .revents = 0};
  ::poll(&reader, 1, 0);
  return (reader.revents & POLLERR) == 0;
}

void complain(std::string_view sentence) {
  const std::string line = printable(sentence) + "\n";
  std::fwrite(line.data(), 1, line.size(), stderr);
}

bool wants_motion(const TerminalWords& words) {
  return words.terminal && !refuses(words) && !words.ci;
}

TableLook look_of(const TerminalWords& words) {
  const std::string force = words.force_color.value_or("");
  const bool forced = !force.empty() && force != "0" && !refuses(words);
  return {.width = width_of(words), .colour = forced || (force != "0" && wants_motion(words))};
}

bool watched_output() {
  return wants_motion(words_of(STDOUT_FILENO));
}

bool watched_errors() {
  return wants_motion(words_of(STDERR_FILENO));
}

TableLook output_look() {
  return look_of(words_of(STDOUT_FILENO));
}

std::size_t errors_columns() {
  const TerminalWords words = words_of(STDERR_FILENO);
  return words.columns ? *words.columns : number_of(words.wide).value_or(TableLook().width);
}

}  // namespace attune
