#include "harness/run/find_sides.h"

#include <map>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "scenarios/base/words.h"

namespace attune {
namespace {

constexpr std::size_t kLeastLetters = 4;  // of a run's id

// What was played of the packs in question.
struct Known {
  std::map<SubjectId, std::set<std::string>> releases;
  std::map<RunId, std::set<SubjectId>> runs;
};

Known known_of(const Catalogue& catalogue, const std::string& pack) {
  Known known;
  for (const PlanRecord& plan : catalogue.plans) {
    if (!pack.empty() && catalogue.packs.at(plan.pack_digest).id.text != pack) continue;
    known.releases[plan.subject].insert(catalogue.runs.at(plan.run).release);
    known.runs[plan.run].insert(plan.subject);
  }
  return known;
}

Side side_of(const SubjectId& subject, const std::string& release, const RunId& run = {}) {
  return {.subject = subject, .release = release, .run = run, .stub = subject.is_stub()};
}

Error several_releases(const SubjectId& subject, const std::set<std::string>& releases) {
  std::vector<std::string> ways;
  for (const std::string& release : releases) ways.push_back(subject.text + "@" + release);
  return fix_input(fmt::format("'{}' was played under several releases; name one of them: {}",
                               subject.text, join(ways, ", ")));
}

// The subject of exactly this name; nothing where there is none.
std::optional<Result<Side>> by_subject(const std::string& name, const Known& known) {
  const auto found = known.releases.find(SubjectId{name});
  if (found == known.releases.end()) return std::nullopt;
  if (found->second.size() > 1) return several_releases(found->first, found->second);
  return side_of(found->first, *found->second.begin());
}

// "subject@release", whichever '@' parts the two; an error where the subject is known and the
// release is not.
std::optional<Result<Side>> by_release(const std::string& name, const Known& known) {
  std::optional<Result<Side>> unknown;
  for (auto at = name.rfind('@'); at != std::string::npos && at > 0; at = name.rfind('@', at - 1)) {
    const auto found = known.releases.find(SubjectId{name.substr(0, at)});
    if (found == known.releases.end()) continue;
    const std::string release = name.substr(at + 1);
    if (found->second.contains(release)) return side_of(found->first, release);
    const std::vector<std::string> releases(found->second.begin(), found->second.end());
    unknown =
        fix_input(no_such(fmt::format("release of {}", found->first.text), release, releases));
  }
  return unknown;
}

std::optional<Result<Side>> by_run(const std::string& name, const Known& known,
                                   const Catalogue& catalogue) {
  if (name.size() < kLeastLetters) return std::nullopt;
  std::vector<RunId> runs;
  for (const auto& [run, subjects] : known.runs) {
    if (run.text.starts_with(name)) runs.push_back(run);
  }
  if (runs.empty()) return std::nullopt;
  if (runs.size() > 1)
    return fix_input(fmt::format("'{}' begins the ids of {} runs", name, runs.size()));
  const std::set<SubjectId>& subjects = known.runs.at(runs.front());
  const std::string& release = catalogue.runs.at(runs.front()).release;
  if (subjects.size() == 1) return side_of(*subjects.begin(), release, runs.front());
  std::vector<std::string> ways;
  for (const SubjectId& subject : subjects) ways.push_back(subject.text + "@" + release);
  return fix_input(fmt::format("run {} has several subjects; name one of them: {}",
                               runs.front().text, join(ways, ", ")));
}

Error nobody(const std::string& name, const Known& known) {
  std::vector<std::string> subjects;
  for (const auto& [subject, releases] : known.releases) subjects.push_back(subject.text);
  if (subjects.empty()) return fix_input("nothing is played yet; 'attune run' plays and marks");
  return fix_input(no_such("subject or run", name, subjects));
}

Result<Side> find_side(const std::string& name, const Known& known, const Catalogue& catalogue) {
  if (auto side = by_subject(name, known)) return *std::move(side);
  auto released = by_release(name, known);
  if (released && *released) return *std::move(released);
  if (auto side = by_run(name, known, catalogue)) return *std::move(side);
  if (released) return *std::move(released);
  return nobody(name, known);
}

// Whether a sample could belong to both.
bool share_samples(const Side& a, const Side& b) {
  if (a.subject != b.subject || a.release != b.release) return false;
  return a.run.text.empty() || b.run.text.empty() || a.run == b.run;
}

Error no_such_pack(const Catalogue& catalogue, const std::string& pack) {
  std::set<std::string> ids;
  for (const auto& [digest, record] : catalogue.packs) ids.insert(record.id.text);
  return fix_input(
      no_such("pack with results", pack, std::vector<std::string>(ids.begin(), ids.end())));
}

}  // namespace

Result<std::vector<Side>> find_sides(std::span<const std::string> names, const Catalogue& catalogue,
                                     const std::string& pack) {
  const Known known = known_of(catalogue, pack);
  if (!pack.empty() && known.releases.empty()) return no_such_pack(catalogue, pack);
  std::vector<Side> sides;
  for (const std::string& name : names) {
    auto side = find_side(name, known, catalogue);
    if (!side) return std::move(side).error();
    for (std::size_t at = 0; at < sides.size(); ++at) {
      if (share_samples(sides[at], *side))
        return fix_input(
            fmt::format("'{}' and '{}' are the same samples, in part at least", names[at], name));
    }
    sides.push_back(*std::move(side));
  }
  return sides;
}

}  // namespace attune
