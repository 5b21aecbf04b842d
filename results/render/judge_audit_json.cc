#include <optional>

#include <nlohmann/json.hpp>

#include "results/render/cells.h"
#include "results/render/json_parts.h"
#include "results/render/judge_audit_page.h"

namespace attune {
namespace {

using Json = nlohmann::ordered_json;

Json flags_json(const JudgeAudit& audit) {
  Json list = Json::array();
  for (const AuditFlag& flag : audit.flags) {
    list.push_back({{"name", flag.name},
                    {"bias", to_text(flag.bias)},
                    {"p_adjusted", number_json(flag.p)},
                    {"sentence", one_line(flag.sentence)}});
  }
  return list;
}

Json figures_json(const JudgeAudit& audit) {
  Json list = Json::array();
  for (const AuditPart& part : audit.parts) {
    for (const AuditFigure& figure : part.figures) {
      list.push_back({{"name", one_line(figure.name)},
                      {"part", one_line(part.title)},
                      {"title", one_line(figure.title)},
                      {"unit", figure.unit},
                      {"estimate", estimate_json(figure.estimate)},
                      {"why", figure.estimate ? Json(nullptr) : Json(one_line(figure.why))}});
    }
  }
  return list;
}

}  // namespace

std::string to_json(const JudgeAudit& audit) {
  Json notes = Json::array();
  for (const std::string& note : audit.notes) notes.push_back(one_line(note));
  const Json json = {
      {"schema", "attune.audit/1"},
      {"pack", {{"id", one_line(audit.pack.text)}, {"digest", one_line(audit.pack_digest)}}},
      {"judge", one_line(audit.judge.text)},
      {"family", one_line(audit.family)},
      {"scorer", one_line(audit.scorer)},
      {"comparisons", audit.comparisons},
      {"pairs", audit.pairs},
      {"unscored", audit.unscored},
      {"lone", audit.lone},
      {"other_judges", audit.other_judges},
      {"votes", audit.votes},
      {"marked", audit.marked},
      {"unmarked", audit.unmarked},
      {"flags", flags_json(audit)},
      {"figures", figures_json(audit)},
      {"notes", std::move(notes)},
      {"resamples", audit.bootstrap.resamples},
      {"seed", audit.bootstrap.seed},
  };
  return json_text(json);
}

}  // namespace attune
