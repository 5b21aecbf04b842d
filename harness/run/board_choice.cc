#include "harness/run/board_choice.h"

#include <algorithm>

namespace attune {
namespace {

bool better(const BoardCandidate& a, const BoardCandidate& b) {
  if (a.newest != b.newest) return a.newest > b.newest;
  if (a.key.pack_digest != b.key.pack_digest) return a.key.pack_digest < b.key.pack_digest;
  if (a.key.subjects != b.key.subjects) return a.key.subjects > b.key.subjects;
  if (a.order != b.order) return a.order < b.order;
  if (a.key.scorer != b.key.scorer) return a.key.scorer > b.key.scorer;  // the later version
  return a.key.judge < b.key.judge;
}

UtcTime newest_run(const Catalogue& catalogue, const std::string& digest) {
  UtcTime newest;
  for (const PlanRecord& plan : catalogue.plans) {
    if (plan.pack_digest == digest) newest = std::max(newest, catalogue.runs.at(plan.run).started);
  }
  return newest;
}

bool wanted(const BoardKey& key, const PackRecord& pack, const BoardChoice& choice) {
  return (choice.pack.empty() || choice.pack == pack.id.text) &&
         (choice.judge.empty() || choice.judge == key.judge) &&
         (choice.scorer.empty() || choice.scorer == key.scorer ||
          choice.scorer == scorer_name(key.scorer));
}

}  // namespace

std::string scorer_name(const std::string& scorer_id) {
  return scorer_id.substr(0, scorer_id.find('@'));
}

Result<Catalogue> load_catalogue(Store& store) {
  Catalogue catalogue;
  auto packs = store.packs();
  if (!packs) return std::move(packs).error();
  for (PackRecord& pack : *packs) catalogue.packs.emplace(pack.digest, std::move(pack));
  auto plans = store.plans();
  if (!plans) return std::move(plans).error();
  catalogue.plans = *std::move(plans);
  auto runs = store.runs();
  if (!runs) return std::move(runs).error();
  for (RunRecord& run : *runs) catalogue.runs.emplace(run.id, std::move(run));
  std::erase_if(catalogue.plans, [&](const PlanRecord& plan) {
    return catalogue.runs.at(plan.run).command == kWatchCommand;
  });
  auto boards = store.boards();
  if (!boards) return std::move(boards).error();
  catalogue.boards = *std::move(boards);
  return catalogue;
}

std::map<std::string, std::vector<BoardCandidate>> board_candidates(const Catalogue& catalogue,
                                                                    const BoardChoice& choice) {
  std::map<std::string, std::vector<BoardCandidate>> by_pack;
  for (const BoardKey& key : catalogue.boards) {
    const PackRecord& pack = catalogue.packs.at(key.pack_digest);
    if (!wanted(key, pack, choice)) continue;
    const auto place =
        std::ranges::find(pack.scorers, scorer_name(key.scorer)) - pack.scorers.begin();
    by_pack[pack.id.text].push_back(
        {key, newest_run(catalogue, key.pack_digest), static_cast<std::size_t>(place)});
  }
  for (auto& [id, candidates] : by_pack) std::ranges::sort(candidates, better);
  return by_pack;
}

}  // namespace attune
