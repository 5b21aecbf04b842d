#include "scorers/rules/choice_scorer.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "scenarios/model/choice_order.h"
#include "scorers/rules/choice_answer.h"
#include "scorers/rules/choice_score.h"
#include "scorers/rules/last_reply.h"

namespace attune {
namespace {

constexpr double kToPoints = 100;
constexpr std::string_view kId = "choice@1";

using Order = std::vector<std::size_t>;  // option shown at each place

std::vector<ChoiceForm> forms_of(const ChoiceKey& key, const std::vector<Order>& orders) {
  std::vector<ChoiceForm> forms;
  for (std::size_t i = 0; i < key.choices.size(); ++i) {
    const Choice& choice = key.choices[i];
    ChoiceForm form{.name = choice.name, .take = static_cast<std::size_t>(choice.take)};
    for (const std::size_t option : orders[i]) form.options.push_back(choice.options[option].text);
    forms.push_back(std::move(form));
  }
  return forms;
}

// "emotion: B = Joy", for people.
std::string choice_read(const Choice& choice, const Order& order,
                        const std::vector<std::size_t>& places) {
  std::string line = choice.name + ":";
  for (const std::size_t place : places) {
    line += fmt::format("{} {} = {}", place == places.front() ? "" : ",", option_letter(place),
                        choice.options[order[place]].text);
  }
  return line + "\n";
}

class ChoiceScorer final : public Scorer {
 public:
  [[nodiscard]] std::string_view id() const override { return kId; }

  [[nodiscard]] Verdict verdict(const Sample& sample, std::span<const Answer>) const override {
    Verdict verdict{.scorer = std::string(kId)};
    const auto& key = sample.scenario->choices;
    auto why = key && !key->choices.empty() ? no_reply(sample) : "no options to choose from";
    if (why) {
      verdict.finding = Unscored{*std::move(why)};
    } else {
      score(sample, *key, verdict);
    }
    return verdict;
  }

 private:
  static void score(const Sample& sample, const ChoiceKey& key, Verdict& verdict) {
    std::vector<Order> orders;
    for (std::size_t i = 0; i < key.choices.size(); ++i)
      orders.push_back(option_order(*sample.scenario, i, sample.key.repeat));
    const auto answers = read_choices(sample.transcript.turns.back().reply, forms_of(key, orders),
                                      sample.outcome == Outcome::Truncated);
    std::string faults;
    std::vector<double> credits;
    for (std::size_t i = 0; i < answers.size(); ++i) {
      if (!answers[i].places) {
        faults += (faults.empty() ? "" : "; ") + answers[i].why;
        continue;
      }
      Order chosen;
      for (const std::size_t place : *answers[i].places) chosen.push_back(orders[i][place]);
      credits.push_back(choice_credit(key.choices[i], chosen));
      verdict.rationale += choice_read(key.choices[i], orders[i], *answers[i].places);
    }
    if (!faults.empty()) {
      verdict.finding = Unscored{unreadable_reply(sample, faults)};
    } else {
      verdict.finding = marks_of(key, credits, *answers.front().places);
    }
  }

  static Marks marks_of(const ChoiceKey& key, const std::vector<double>& credits,
                        const std::vector<std::size_t>& picked) {
    const double score = choice_score(key, credits);
    Marks marks{.points = kToPoints * score};
    if (key.choices.size() > 1) {
      for (std::size_t i = 0; i < credits.size(); ++i)
        marks.marks.push_back({key.choices[i].name, kToPoints * credits[i]});
    }
    const bool all = std::ranges::all_of(credits, [](double credit) { return credit == 1; });
    if (std::ranges::any_of(key.choices, [](const Choice& c) { return c.take > 1; }))
      marks.marks.push_back({"strict", all ? kToPoints : 0});
    if (const auto above = above_chance(score, chance_score(key)))
      marks.marks.push_back({"above_chance", kToPoints * *above});
    for (std::size_t i = 0; i < key.choices.front().options.size(); ++i) {
      const bool is_picked = std::ranges::find(picked, i) != picked.end();
      const auto letter = static_cast<char>(option_letter(i) - 'A' + 'a');
      marks.marks.push_back({fmt::format("picked_{}", letter), is_picked ? kToPoints : 0});
    }
    return marks;
  }
};

}  // namespace

ScorerRegistry::Entry choice_scorer() {
  return {.id = std::string(kId),
          .summary = "multiple choice by the weight of what was chosen",
          .asks = false,
          .rule = {.headline = ScoreRule::Headline::Mean, .low = 0, .high = 100},
          .make = [] { return std::make_unique<ChoiceScorer>(); }};
}

}  // namespace attune
