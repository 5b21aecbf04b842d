#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "harness/cli/commands.h"
#include "harness/cli/console.h"
#include "harness/cli/live_world.h"
#include "harness/cli/session.h"
#include "harness/run/judge_audits.h"
#include "harness/run/judge_probes.h"
#include "results/render/judge_audit_page.h"
#include "scenarios/base/digest.h"
#include "scenarios/base/words.h"
#include "scenarios/load/pack_json.h"
#include "scorers/catalog/pair_catalog.h"
#include "scorers/judges/eqbench3_pair_reading.h"

namespace attune {
namespace {

struct Form {
  std::string_view name;
  std::string (*render)(const JudgeAudit& audit);
};

constexpr std::array kForms = {Form{"table", to_table}, Form{"markdown", to_markdown},
                               Form{"csv", to_csv}, Form{"json", to_json}};

Result<const Form*> find_form(const std::string& name) {
  const auto* form = std::ranges::find(kForms, name, &Form::name);
  if (form != kForms.end()) return form;
  std::vector<std::string> names;
  for (const Form& known : kForms) names.emplace_back(known.name);
  return fix_input(no_such("format of audits", name, names));
}

ProbeKind probe_named(const std::string& name) {
  if (name == "repeat") return ProbeKind::Repeat;
  return name == "padding" ? ProbeKind::Padding : ProbeKind::Anchors;
}

// One audit with what its extra calls need.
struct Examination {
  const AuditOptions& options;
  const Contender& judge;
  const Settings& settings;
  const PairScorerRegistry& registry;
  Store& store;
};

Result<Pack> played_pack(const AuditStock& stock, std::uint64_t seed) {
  auto pack = pack_from_json(stock.pack.body);
  if (!pack) return pack;
  return as_played(*std::move(pack), {.compat = stock.scorer == kEqbench3PairScorer, .seed = seed});
}

// Names the run of one probe: the same again finds it again.
Result<RunRecord> probe_run(const Examination& exam, const AuditStock& stock,
                            const std::string& probe) {
  const nlohmann::ordered_json json = {{"schema", "attune.audit/1"},
                                       {"judge", exam.judge.id.text},
                                       {"digest", stock.pack.digest},
                                       {"scorer", stock.scorer},
                                       {"probe", probe},
                                       {"pairs", exam.options.pairs},
                                       {"seed", exam.options.seed}};
  RunRecord run{.started = SystemClock().utc(),
                .command = "audit",
                .seed = exam.options.seed,
                .settings = json.dump(),
                .provenance = provenance_json({stock.pack.id.text})};
  run.id.text = short_digest(digest_of(run.settings));
  Result<Done> saved = exam.store.save(run);
  if (!saved) return std::move(saved).error();
  return run;
}

Result<DuelReport> ask(const Examination& exam, const AuditStock& stock, const Pack& pack,
                       const ProbeWork& work) {
  auto entry = exam.registry.find(stock.scorer);
  if (!entry) return std::move(entry).error();
  const RunRequest request{.judges = {exam.judge}, .seed = exam.options.seed};
  auto endpoints = open_endpoints(request, exam.settings, {.packs = {}, .seed = exam.options.seed},
                                  exam.options.jobs);
  if (!endpoints) return std::move(endpoints).error();
  const std::unique_ptr<PairScorer> scorer = (*entry)->make();
  const DuelJob job{.run = work.run,
                    .request = request,
                    .pack = pack,
                    .duelists = work.duelists,
                    .entry = **entry,
                    .scorer = *scorer,
                    .asking = work.asking,
                    .source = work.source,
                    .endpoints = std::move(endpoints->endpoints),
                    .budget_usd = exam.options.budget_usd};
  PairChooser chooser = GivenPairs(work.units);
  LiveWorld live(exam.store, false);
  return duel(job, work.field, chooser, live.world());
}

// The figure of one probe; for repeats, which the audit itself reads, only why there is none.
Result<std::optional<AuditFigure>> examine(const Examination& exam, const AuditStock& stock,
                                           const std::string& probe, Ending& ending) {
  auto run = probe_run(exam, stock, probe);
  if (!run) return std::move(run).error();
  const ProbeRequest request{.probe = probe_named(probe),
                             .pairs = exam.options.pairs,
                             .seed = exam.options.seed,
                             .run = run->id};
  const JudgeAuditFacts facts = facts_of(stock, exam.judge.id, exam.registry);
  auto pack = played_pack(stock, exam.options.seed);
  if (!pack) return std::move(pack).error();
  auto work = probe_work(facts, *pack, request, exam.store);
  if (!work) return std::move(work).error();
  if (!work->why.empty())
    return std::optional(AuditFigure{"probe." + probe, "probe: " + probe, "", {}, work->why});
  auto report = ask(exam, stock, *pack, *work);
  if (!report) return std::move(report).error();
  if (!report->run.why.empty()) complain(report->run.why);
  if (report->run.ending != Ending::Complete) ending = report->run.ending;
  if (request.probe == ProbeKind::Repeat) return std::optional<AuditFigure>();
  auto answers = exam.store.comparisons_of_run(work->run);
  if (!answers) return std::move(answers).error();
  auto entry = exam.registry.find(stock.scorer);
  if (!entry) return std::move(entry).error();
  return std::optional(
      probe_figure(facts, request, *answers, (*entry)->rule, {.seed = exam.options.seed}));
}

}  // namespace

Result<int> audit_command(const AuditOptions& options) {
  auto form = find_form(options.format);
  if (!form) return std::move(form).error();
  auto settings = load_settings(options.world);
  if (!settings) return std::move(settings).error();
  auto judges = contenders({options.judge}, *settings);
  if (!judges) return std::move(judges).error();
  auto store = open_existing_store(options.world);
  if (!store) return std::move(store).error();
  const PairScorerRegistry registry = shipped_pair_scorers();
  const AuditQuery query{.judge = judges->front().id,
                         .pack = options.pack,
                         .scorer = options.scorer,
                         .bootstrap = {.seed = options.seed}};
  auto stocks = load_audit_stocks(*store, query);
  if (!stocks) return std::move(stocks).error();
  const Examination exam{options, judges->front(), *settings, registry, *store};
  Ending ending = Ending::Complete;
  std::map<std::string, std::vector<AuditFigure>> found;  // by pack
  for (const AuditStock& stock : *stocks) {
    for (const std::string& probe : options.probes) {
      if (stock.scorer.empty()) continue;
      auto figure = examine(exam, stock, probe, ending);
      if (!figure) return std::move(figure).error();
      if (*figure) found[stock.pack.id.text].push_back(**std::move(figure));
    }
  }
  if (!options.probes.empty()) stocks = load_audit_stocks(*store, query);  // with the new answers
  if (!stocks) return std::move(stocks).error();
  std::vector<std::string> texts;
  for (const AuditStock& stock : *stocks) {
    JudgeAudit audit = make_judge_audit(facts_of(stock, query.judge, registry), query.bootstrap);
    audit.notes.insert(audit.notes.end(), stock.notes.begin(), stock.notes.end());
    const auto extra = found.find(stock.pack.id.text);
    if (extra != found.end()) audit.parts.push_back({"Asked for this audit", extra->second});
    texts.push_back((*form)->render(audit));
  }
  const bool wrapped = (*form)->name == "json" && texts.size() > 1;
  print(wrapped ? fmt::format(R"({{"schema":"attune.audits/1","audits":[{}]}})"
                              "\n",
                              join(texts, ","))
                : join(texts, (*form)->name == "csv" ? "" : "\n"));
  return exit_code_of(ending);
}

}  // namespace attune
