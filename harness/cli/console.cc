#include "harness/cli/console.h"

#include <cstdio>
#include <unistd.h>

#include "harness/effects/environment.h"

namespace attune {
namespace {

bool watched(int fd) {
  const auto no_color = environment("NO_COLOR");
  if (no_color && !no_color->empty()) return false;
  if (environment("CI") || environment("TERM").value_or("") == "dumb") return false;
  return isatty(fd) == 1;
}

}  // namespace

void print(std::string_view data) {
  std::fwrite(data.data(), 1, data.size(), stdout);
  std::fflush(stdout);
}

void complain(std::string_view sentence) {
  std::fwrite(sentence.data(), 1, sentence.size(), stderr);
  std::fputc('\n', stderr);
}

bool watched_output() {
  return watched(STDOUT_FILENO);
}

bool watched_errors() {
  return watched(STDERR_FILENO);
}

}  // namespace attune
