#include "scenarios/model/choice_order.h"

#include <algorithm>
#include <cassert>
#include <numeric>

#include <fmt/format.h>

#include "scenarios/base/rng.h"

namespace attune {

std::vector<std::size_t> option_order(const Scenario& scenario, std::size_t choice, int repeat) {
  assert(scenario.choices && choice < scenario.choices->choices.size() && repeat >= 1);
  std::vector<std::size_t> order(scenario.choices->choices[choice].options.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  if (!scenario.choices->shuffle || order.empty()) return order;
  Rng rng = Rng::named(*scenario.choices->shuffle,
                       fmt::format("options {} {}", choice, scenario.id.text));
  rng.shuffle(order);
  const auto moved = static_cast<std::size_t>(repeat - 1) % order.size();
  std::ranges::rotate(order, order.end() - static_cast<std::ptrdiff_t>(moved));
  return order;
}

char option_letter(std::size_t at) {
  return at < 26 ? static_cast<char>('A' + static_cast<int>(at)) : '?';
}

std::string choice_cue(const Scenario& scenario, int repeat) {
  std::string text;
  for (std::size_t i = 0; i < scenario.choices->choices.size(); ++i) {
    const Choice& choice = scenario.choices->choices[i];
    text += choice.lead;
    const std::vector<std::size_t> order = option_order(scenario, i, repeat);
    for (std::size_t at = 0; at < order.size(); ++at) {
      text += fmt::format("{}({}) {}", at == 0 ? "" : "\n", option_letter(at),
                          choice.options[order[at]].text);
    }
  }
  return text + scenario.choices->closing;
}

}  // namespace attune
