#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "results/drift/drift_words.h"
#include "results/drift/watch_words.h"
#include "results/render/cells.h"
#include "results/render/drift_cells.h"
#include "results/render/group_grid.h"
#include "results/render/text_lines.h"
#include "results/render/watch_formats.h"

namespace attune {
namespace {

constexpr std::size_t kWidth = 80;
constexpr std::size_t kLooks = 10;

std::string value_text(Signal signal, const SignalAt& at) {
  const bool whole = signal == Signal::Length || signal == Signal::Latency;
  return fixed(at.value, whole ? 0 : 1);
}

std::string title_of(Signal signal) {
  switch (signal) {
    case Signal::Score:
      return "Score";
    case Signal::Judge:
      return "Frozen replies";
    case Signal::Refusals:
      return "Refused %";
    case Signal::Length:
      return "Characters";
    case Signal::Latency:
      return "Latency ms";
    case Signal::ServedId:
    case Signal::Fingerprint:
    case Signal::JudgeServedId:
    case Signal::JudgeFingerprint:
      break;
  }
  return std::string(to_text(signal));
}

bool alarmed(const Watch& watch, Signal signal, std::size_t look) {
  return std::ranges::any_of(watch.alarms, [&](const Alarm& alarm) {
    return alarm.signal == signal && alarm.look == look;
  });
}

// One figure at the last look that had it.
std::vector<std::string> state_line(const Watch& watch, Signal signal) {
  std::vector<std::string> line = {title_of(signal), "-", "-", "-", "-"};
  for (const Look& look : watch.looks) {
    const auto found = look.signals.find(signal);
    if (found == look.signals.end()) continue;
    const SignalAt& at = found->second;
    line[1] = value_text(signal, at);
    line[2] = at.difference ? fmt::format("{} ({})", signed_text(at.difference->point),
                                          ends_text(*at.difference))
                            : "-";
    line[3] = at.normal ? fixed(at.above, 1) : "-";
    line[4] = at.normal ? fixed(at.below, 1) : "-";
  }
  return line;
}

Grid state_grid(const Watch& watch) {
  Grid grid = {
      {"", "Last look", fmt::format("Since the first {}", watch.rule.baseline), "Rise", "Fall"}};
  for (const Signal signal : watch.signals) grid.push_back(state_line(watch, signal));
  return grid;
}

std::string cell_of(const Watch& watch, Signal signal, std::size_t look) {
  const auto found = watch.looks[look].signals.find(signal);
  if (found == watch.looks[look].signals.end()) return "-";
  return (alarmed(watch, signal, look) ? "! " : "") + value_text(signal, found->second);
}

Grid look_grid(const Watch& watch) {
  Grid grid = {{"Look"}};
  for (const Signal signal : watch.signals) grid.front().push_back(title_of(signal));
  const std::size_t first = watch.looks.size() > kLooks ? watch.looks.size() - kLooks : 0;
  for (std::size_t look = first; look < watch.looks.size(); ++look) {
    std::vector<std::string>& line = grid.emplace_back();
    line.push_back(look_time(watch.looks[look].when));
    for (const Signal signal : watch.signals) line.push_back(cell_of(watch, signal, look));
  }
  return grid;
}

std::string alarms_section(const Watch& watch) {
  std::string text;
  for (const Alarm& alarm : watch.alarms) text += wrapped("-", alarm.sentence, kWidth);
  return text.empty() ? "" : "\nAlarms so far\n\n" + text;
}

std::string state_title(const Watch& watch) {
  if (!watch.threshold) return "Figures";
  return fmt::format("Figures; an alarm is a rise or fall (CUSUM) beyond {}",
                     fixed(watch.threshold->height, 2));
}

}  // namespace

std::string to_table(const Watch& watch) {
  const std::string judge = watch.judge.empty() ? "" : " with " + one_line(watch.judge);
  std::string text = heading_text(watch.of) + judge + "\n\n" + paragraph(watch.sentence, kWidth);
  if (!watch.signals.empty()) {
    text += fmt::format("\n{}\n\n{}", state_title(watch), aligned(state_grid(watch), kWidth));
    text += "\nLooks\n\n" + aligned(look_grid(watch), kWidth);
  }
  text += alarms_section(watch);
  if (!watch.notes.empty()) text += "\n";
  for (const std::string& note : watch.notes) text += wrapped("-", note, kWidth);
  return text;
}

}  // namespace attune
