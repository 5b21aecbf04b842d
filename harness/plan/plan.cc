#include "harness/plan/plan.h"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "scenarios/base/compact_json.h"
#include "scenarios/base/digest.h"
#include "scenarios/base/rng.h"
#include "scenarios/load/parameters_file.h"

namespace attune {
namespace {

using Json = nlohmann::ordered_json;

Json from(const std::vector<Contender>& contenders) {
  Json list = Json::array();
  for (const Contender& contender : contenders) {
    list.push_back(
        {{"id", contender.id.text}, {"parameters", to_json(contender.settings.parameters)}});
  }
  return list;
}

Json from(const Pack& pack) {
  return {{"id", pack.id.text}, {"digest", pack.digest}};
}

std::vector<std::uint32_t> shuffled(std::size_t count, Rng rng) {
  std::vector<std::uint32_t> order(count);
  std::iota(order.begin(), order.end(), 0U);
  rng.shuffle(order);
  return order;
}

void plan_pack(const RunRequest& request, std::uint32_t pack, int repeat,
               std::vector<Planned>& samples) {
  const Pack& played = request.packs[pack];
  const std::size_t count =
      std::min(request.limit.value_or(played.scenarios.size()), played.scenarios.size());
  Rng rng = Rng::named(request.seed, fmt::format("plan {} {}", played.id.text, repeat));
  for (const std::uint32_t scenario : shuffled(count, rng)) {
    for (std::uint32_t subject = 0; subject < request.subjects.size(); ++subject) {
      samples.push_back({pack, scenario, subject, repeat});
    }
  }
}

}  // namespace

std::vector<Contender> everybody(const RunRequest& request) {
  std::vector<Contender> all = request.subjects;
  all.insert(all.end(), request.judges.begin(), request.judges.end());
  if (request.user) all.push_back(*request.user);
  return all;
}

Plan make_plan(const RunRequest& request) {
  Plan plan;
  plan.run.text = short_digest(digest_of(settings_json(request)));
  for (int repeat = 1; repeat <= request.repeat; ++repeat) {
    for (std::uint32_t pack = 0; pack < request.packs.size(); ++pack)
      plan_pack(request, pack, repeat, plan.samples);
  }
  return plan;
}

SampleKey key_of(const Planned& planned, const RunRequest& request) {
  const Pack& pack = request.packs[planned.pack];
  return {.pack = pack.id,
          .scenario = pack.scenarios[planned.scenario].id,
          .subject = request.subjects[planned.subject].id,
          .repeat = planned.repeat};
}

std::string settings_json(const RunRequest& request) {
  Json packs = Json::array();
  for (const Pack& pack : request.packs) packs.push_back(from(pack));
  Json json = {{"schema", "attune.run/1"},           {"packs", packs},
               {"subjects", from(request.subjects)}, {"judges", from(request.judges)},
               {"release", request.release},         {"seed", request.seed},
               {"revise", request.play.revise},      {"compat", request.play.compat}};
  if (request.user) json["user"] = from(std::vector<Contender>{*request.user}).front();
  if (request.play.upstream_order) json["upstream_order"] = true;
  return compact_json(json);
}

}  // namespace attune
