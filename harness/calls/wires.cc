#include "harness/calls/wires.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "harness/calls/wire_anthropic.h"
#include "harness/calls/wire_google.h"
#include "harness/calls/wire_ollama.h"
#include "harness/calls/wire_openai.h"
#include "scenarios/base/words.h"

namespace attune {

std::span<const Wire> wires() {
  static const std::array kWires = {
      openai_wire(),
      anthropic_wire(),
      google_wire(),
      ollama_wire(),
  };
  return kWires;
}

Result<const Wire*> find_wire(std::string_view name) {
  const auto found = std::ranges::find(wires(), name, &Wire::name);
  if (found != wires().end()) return &*found;
  std::vector<std::string> known;
  for (const Wire& wire : wires()) known.emplace_back(wire.name);
  return fix_input(no_such("wire", name, known));
}

}  // namespace attune
