#include "harness/stub/stub_persona.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include <nlohmann/json.hpp>

#include "harness/stub/stub_subject.h"
#include "scenarios/base/digest.h"
#include "scenarios/base/rng.h"

namespace attune {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<std::string_view, 4> kLines = {
    "I don't know. It just keeps going round in my head.",
    "Maybe. You are the first who has asked, though.",
    "No, that's not it. It was the way she said it.", "All right. And what would you do, then?"};

// Dimensions of which more is good; of every other less is.
constexpr std::array<std::string_view, 8> kGood = {
    "trusting",  "safe",   "progress_on_core_issue", "understood", "engaged", "curious",
    "motivated", "respect"};

// The last state in the conversation; nothing where none is kept.
Json last_state(std::string_view text) {
  constexpr std::string_view kState = "\"state\":{";
  const auto at = text.rfind(kState);
  if (at == std::string_view::npos) return {};
  const std::string_view from = text.substr(at + kState.size() - 1);
  return Json::parse(from.substr(0, from.find('}') + 1), nullptr, false);
}

double moved(double value, bool good, double skill) {
  const double step = std::round((skill - 50) / 25) / 2;  // -1 to 1, in halves
  return std::clamp(value + (good ? step : -step), 0.0, 10.0);
}

}  // namespace

std::string answer_as_persona(const StubRequest& request, std::uint64_t seed) {
  Rng rng =
      Rng::named(seed, Digester().add("persona").add(request.all_text).add(request.trace).text());
  const std::string line(kLines.at(rng.below(kLines.size())));
  Json state = last_state(request.all_text);
  if (!state.is_object()) return line;
  const std::vector<double> marks = skill_marks(request.last_user);
  const double skill = marks.empty() ? 50 : marks.back();
  for (auto& [name, value] : state.items()) {
    const bool good = std::ranges::find(kGood, name) != kGood.end();
    if (value.is_number()) value = moved(value.get<double>(), good, skill);
  }
  return Json{{"internal", "The stub turned it over."}, {"state", state}, {"response", line}}
      .dump();
}

}  // namespace attune
