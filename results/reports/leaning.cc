#include "results/reports/leaning.h"

#include <map>
#include <string_view>
#include <variant>

namespace attune {
namespace {

constexpr std::string_view kPicked = "picked_";
constexpr double kLopsided = 0.10;
constexpr std::size_t kAnswers = 100;

struct Tally {
  std::size_t offered = 0;
  double picked = 0;
  double even = 0;
};

using Tallies = std::map<std::string, Tally>;

void add(Tallies& tallies, const Marks& marks) {
  std::vector<const Mark*> letters;
  double picked = 0;
  for (const Mark& mark : marks.marks) {
    if (!mark.name.starts_with(kPicked)) continue;
    letters.push_back(&mark);
    picked += mark.value > 0 ? 1 : 0;
  }
  for (const Mark* letter : letters) {
    Tally& tally = tallies[letter->name.substr(kPicked.size())];
    ++tally.offered;
    tally.picked += letter->value > 0 ? 1 : 0;
    tally.even += picked / static_cast<double>(letters.size());
  }
}

std::string upper(std::string name) {
  for (char& letter : name) {
    if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
  }
  return name;
}

}  // namespace

std::vector<Leaning> leanings_of(std::span<const MarkedSample> verdicts) {
  Tallies tallies;
  for (const MarkedSample& each : verdicts) {
    if (const auto* marks = std::get_if<Marks>(each.finding)) add(tallies, *marks);
  }
  std::vector<Leaning> leanings;
  for (const auto& [name, tally] : tallies) {
    const auto offered = static_cast<double>(tally.offered);
    const Leaning leaning{.letter = upper(name),
                          .share = tally.picked / offered,
                          .even = tally.even / offered,
                          .offered = tally.offered};
    const bool lopsided = leaning.share - leaning.even > kLopsided;
    if (lopsided && leaning.offered >= kAnswers) leanings.push_back(leaning);
  }
  return leanings;
}

}  // namespace attune
