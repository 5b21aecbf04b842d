#include "harness/stub/stub_choice.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

#include <fmt/format.h>

#include "scenarios/base/words.h"
#include "scenarios/model/choice_order.h"

namespace attune {
namespace {

// The longest option that the text begins with: one may be the beginning of another.
std::optional<std::size_t> option_at(const Choice& choice, std::string_view text) {
  std::optional<std::size_t> found;
  for (std::size_t i = 0; i < choice.options.size(); ++i) {
    const bool longer =
        !found || choice.options[i].text.size() > choice.options[*found].text.size();
    if (longer && text.starts_with(choice.options[i].text)) found = i;
  }
  return found;
}

// The options of one choice as a prompt shows them: indices in the key's order, by place.
std::vector<std::size_t> shown_order(const Choice& choice, std::string_view shown) {
  std::vector<std::size_t> order;
  for (std::size_t at = 0; at < choice.options.size(); ++at) {
    const std::string mark = fmt::format("({}) ", option_letter(at));
    if (!shown.starts_with(mark)) return {};
    shown.remove_prefix(mark.size());
    const auto option = option_at(choice, shown);
    if (!option || std::ranges::find(order, *option) != order.end()) return {};
    order.push_back(*option);
    shown.remove_prefix(choice.options[*option].text.size());
    if (shown.starts_with('\n')) shown.remove_prefix(1);
  }
  return order;
}

// The order of every choice of the key, or none where the prompt is about something else.
std::vector<std::vector<std::size_t>> orders_in(const ChoiceKey& key, std::string_view prompt) {
  std::vector<std::vector<std::size_t>> orders;
  for (const Choice& choice : key.choices) {
    if (!prompt.starts_with(choice.lead)) return {};
    prompt.remove_prefix(choice.lead.size());
    orders.push_back(shown_order(choice, prompt));
    if (orders.back().empty()) return {};
    const auto next = prompt.find('(' + std::string(1, option_letter(choice.options.size() - 1)));
    prompt.remove_prefix(std::min(next, prompt.size()));
    const std::size_t last = orders.back().back();
    prompt.remove_prefix(std::min(prompt.size(), 4 + choice.options[last].text.size()));
  }
  return orders;
}

// The best options, as many as are to be taken, or as many others.
std::vector<std::size_t> taken(const Choice& choice, bool right, Rng& rng) {
  std::vector<std::size_t> order(choice.options.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  rng.shuffle(order);
  const auto best_first = [&](std::size_t a, std::size_t b) {
    return choice.options[a].weight > choice.options[b].weight;
  };
  std::ranges::stable_sort(order, best_first);
  const auto take = static_cast<std::size_t>(choice.take);
  if (!right) std::ranges::rotate(order, order.begin() + choice.take);
  order.resize(take);
  return order;
}

std::string letters(const std::vector<std::size_t>& options,
                    const std::vector<std::size_t>& order) {
  std::vector<std::string> found;
  for (std::size_t at = 0; at < order.size(); ++at) {
    if (std::ranges::find(options, order[at]) != options.end())
      found.emplace_back(1, option_letter(at));
  }
  return join(found, ", ");
}

// "Answer: B", or the JSON object that the prompt shows.
std::string in_its_form(const std::vector<std::string>& answers, std::string_view prompt) {
  if (prompt.find("\"answer_q1\"") != std::string_view::npos && answers.size() == 2) {
    return fmt::format("```json\n{{\"answer_q1\": \"{}\", \"answer_q2\": \"{}\"}}\n```", answers[0],
                       answers[1]);
  }
  if (prompt.find("\"answer\"") != std::string_view::npos)
    return fmt::format("```json\n{{\"answer\": \"{}\"}}\n```", answers.front());
  return fmt::format("Answer: {}", join(answers, ", "));
}

}  // namespace

const ChoiceKey* find_choice(const std::vector<ChoiceKey>& known, std::string_view prompt) {
  for (const ChoiceKey& key : known) {
    if (!orders_in(key, prompt).empty()) return &key;
  }
  return nullptr;
}

std::string answer_choice(const StubModel& model, const ChoiceKey& key, std::string_view prompt,
                          Rng& rng) {
  const auto orders = orders_in(key, prompt);
  const double each = key.all_needed ? 1.0 / static_cast<double>(key.choices.size()) : 1;
  const double chance = std::pow(model.number / 100.0, each);
  std::vector<std::string> answers;
  for (std::size_t i = 0; i < key.choices.size(); ++i) {
    const bool right = rng.uniform() < chance;
    answers.push_back(model.part == StubPart::Letter
                          ? std::string(1, option_letter(static_cast<std::size_t>(model.number)))
                          : letters(taken(key.choices[i], right, rng), orders[i]));
  }
  return in_its_form(answers, prompt);
}

std::string answer_marking(const StubModel& model, const KnownText& text, Rng& rng) {
  const double skill = model.number / 100.0;
  // One error for the whole text, for criteria that err apart would mend each other.
  const double seen = skill * text.strength + (1 - skill) * (5 + 4 * rng.normal());
  std::string lines;
  for (const auto& [name, inverted] : text.criteria) {
    const double mark = (inverted ? 10 - seen : seen) + 0.6 * rng.normal();
    lines += fmt::format("{}: {:.1f}\n", name, std::clamp(mark, 0.0, 10.0));
  }
  return lines;
}

}  // namespace attune
