#include "harness/run/report_transcripts.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "harness/run/report_differences.h"
#include "results/page/transcript_article.h"

namespace attune {
namespace {

using SampleName = std::pair<RunId, SampleKey>;

// What a pack's index is made of. Ownership: `verdicts` point into `owned`.
struct PackSamples {
  std::vector<SampleRecord> samples;  // without transcripts; by subject, scenario, repeat, run
  std::vector<std::vector<VerdictRecord>> owned;
  std::map<SampleName, std::vector<const VerdictRecord*>> verdicts;  // the board's own first
};

// The verdicts of every scorer and judge, those that made the board first.
Result<Done> load_verdicts(Store& store, const PackReport& pack, PackSamples& of) {
  auto boards = store.boards();
  if (!boards) return std::move(boards).error();
  std::erase_if(*boards, [&](const BoardKey& key) { return key.pack_digest != pack.digest; });
  const auto rank = [&](const BoardKey& key) {
    const bool own =
        pack.board && key.scorer == pack.board->scorer && key.judge == pack.board->judge;
    return std::tuple(!own, key.scorer, key.judge);
  };
  std::ranges::sort(*boards,
                    [&](const BoardKey& a, const BoardKey& b) { return rank(a) < rank(b); });
  for (const BoardKey& key : *boards) {
    auto verdicts = store.verdicts_of_pack(key);
    if (!verdicts) return std::move(verdicts).error();
    of.owned.push_back(*std::move(verdicts));
    for (const VerdictRecord& verdict : of.owned.back())
      of.verdicts[{verdict.run, verdict.key}].push_back(&verdict);
  }
  return Done{};
}

// Subjects in the order of the pack's boards, then those that stand on none.
std::vector<Contestant> subjects_of(const PackReport& pack,
                                    const std::vector<SampleRecord>& samples) {
  std::vector<Contestant> subjects;
  std::set<Contestant> seen;
  const auto add = [&](const SubjectId& subject, const std::string& release) {
    if (seen.insert({subject, release}).second) subjects.push_back({subject, release});
  };
  if (pack.board) {
    for (const Standing& row : pack.board->rows) add(row.subject, row.release);
    for (const Standing& row : pack.board->stub_rows) add(row.subject, row.release);
  } else if (pack.ratings) {
    for (const RatingRow& row : pack.ratings->rows) add(row.subject, row.release);
    for (const RatingRow& row : pack.ratings->stub_rows) add(row.subject, row.release);
  }
  std::set<Contestant> played;
  for (const SampleRecord& sample : samples) played.insert({sample.key.subject, sample.release});
  for (const Contestant& each : played) add(each.subject, each.release);
  std::erase_if(subjects, [&](const Contestant& each) { return !played.contains(each); });
  return subjects;
}

std::vector<ScenarioId> scenarios_of(const std::vector<ScenarioId>& of_pack,
                                     const std::vector<SampleRecord>& samples) {
  std::set<ScenarioId> played;
  for (const SampleRecord& sample : samples) played.insert(sample.key.scenario);
  std::vector<ScenarioId> scenarios;
  for (const ScenarioId& id : of_pack) {
    if (played.erase(id) > 0) scenarios.push_back(id);
  }
  scenarios.insert(scenarios.end(), played.begin(), played.end());
  return scenarios;
}

// Whoever stands where in the grid.
struct Places {
  std::map<ScenarioId, std::size_t> rows;
  std::map<Contestant, std::size_t> columns;
};

Places places_of(const TranscriptIndex& index) {
  Places places;
  for (const ScenarioId& id : index.scenarios) places.rows.emplace(id, places.rows.size());
  for (const Contestant& each : index.subjects) places.columns.emplace(each, places.columns.size());
  return places;
}

std::size_t column_of(const SampleRecord& sample, const Places& places) {
  return places.columns.at({sample.key.subject, sample.release});
}

// The points of the board's own scorer, where the pack has a board.
std::optional<double> own_points(const std::vector<const VerdictRecord*>& verdicts,
                                 const PackReport& pack) {
  if (!pack.board || verdicts.empty()) return std::nullopt;
  const VerdictRecord& first = *verdicts.front();
  if (first.verdict.scorer != pack.board->scorer || first.judge != pack.board->judge)
    return std::nullopt;
  return points_of(std::span(verdicts).first(1));
}

void add_sample(const SampleRecord& sample, std::optional<double> points,
                std::optional<IndexCell>& cell) {
  if (!cell) cell.emplace();
  ++cell->samples;
  if (cell->outcome == Outcome::Ok) cell->outcome = sample.outcome;
  if (!points) return;
  const double sum = cell->points.value_or(0) * static_cast<double>(cell->scored) + *points;
  cell->points = sum / static_cast<double>(++cell->scored);
}

Result<PackSamples> load_samples(Store& store, PackReport& pack) {
  PackSamples of;
  auto samples = store.samples_of_pack(pack.digest);
  if (!samples) return std::move(samples).error();
  of.samples = *std::move(samples);
  if (auto loaded = load_verdicts(store, pack, of); !loaded) return std::move(loaded).error();
  auto record = store.pack(pack.digest);
  if (!record) return std::move(record).error();
  TranscriptIndex& index = pack.transcripts;
  index.subjects = subjects_of(pack, of.samples);
  index.scenarios =
      scenarios_of(*record ? (*record)->scenarios : std::vector<ScenarioId>(), of.samples);
  index.cells.assign(index.scenarios.size(),
                     std::vector<std::optional<IndexCell>>(index.subjects.size()));
  const Places places = places_of(index);
  const auto order = [&](const SampleRecord& a, const SampleRecord& b) {
    const auto key = [&](const SampleRecord& s) {
      return std::tuple(column_of(s, places), places.rows.at(s.key.scenario), s.key.repeat, s.run);
    };
    return key(a) < key(b);
  };
  std::ranges::sort(of.samples, order);
  for (const SampleRecord& sample : of.samples) {
    add_sample(sample, own_points(of.verdicts[{sample.run, sample.key}], pack),
               index.cells[places.rows.at(sample.key.scenario)][column_of(sample, places)]);
  }
  return of;
}

// The verdicts that the board was made of come first among those loaded.
Result<Done> compare_rows(const ReportSources& sources, const PackSamples& of, std::uint64_t seed,
                          PackReport& pack) {
  if (!pack.board || of.owned.empty()) return Done{};
  return add_differences(sources, {&of.samples, &of.owned.front()}, seed, pack);
}

// Reads one pack's transcripts in the order of its grid and says where each one went.
Result<Done> place_transcripts(Store& store, PackSamples& of, TranscriptIndex& index,
                               const std::function<Result<std::string>(const TranscriptOf&)>& put) {
  const Places places = places_of(index);
  for (const SampleRecord& known : of.samples) {
    auto sample = store.sample(known.run, known.key);
    if (!sample) return std::move(sample).error();
    if (!*sample) continue;
    auto place = put({&**sample, of.verdicts[{known.run, known.key}]});
    if (!place) return std::move(place).error();
    auto& cell = index.cells[places.rows.at(known.key.scenario)][column_of(known, places)];
    if (cell->place.empty()) cell->place = *std::move(place);
  }
  return Done{};
}

// Whether all transcripts together are little enough to stand in the page.
Result<bool> fit_inside(Store& store, const std::vector<PackSamples>& packs) {
  std::size_t samples = 0;
  for (const PackSamples& of : packs) samples += of.samples.size();
  if (samples > kInlineSamples) return false;
  std::size_t bytes = 0;
  for (const PackSamples& of : packs) {
    for (const SampleRecord& known : of.samples) {
      auto sample = store.sample(known.run, known.key);
      if (!sample) return std::move(sample).error();
      if (*sample) bytes += (*sample)->transcript.size();
    }
    for (const auto& verdicts : of.owned) {
      for (const VerdictRecord& verdict : verdicts) bytes += verdict.verdict.rationale.size();
    }
  }
  return bytes <= kInlineBytes;
}

Result<Done> put_inside(Store& store, PackSamples& of, std::size_t pack, TranscriptIndex& index) {
  return place_transcripts(
      store, of, index, [&](const TranscriptOf& transcript) -> Result<std::string> {
        const std::string id = fmt::format("t{}-{}", pack + 1, index.articles.size() + 1);
        index.articles.push_back(folded_transcript(transcript, id));
        return "#" + id;
      });
}

Result<Done> put_beside(Store& store, PackSamples& of, TranscriptIndex& index,
                        TranscriptSheets& sheets,
                        const std::function<Result<Done>(const TranscriptSheet&)>& keep) {
  const auto hand_over = [&]() -> Result<Done> {
    for (const TranscriptSheet& sheet : sheets.taken()) {
      if (auto kept = keep(sheet); !kept) return kept;
      index.files.push_back(sheet.file);
    }
    return Done{};
  };
  Result<Done> placed = place_transcripts(
      store, of, index, [&](const TranscriptOf& transcript) -> Result<std::string> {
        std::string place = sheets.add(transcript);
        if (auto kept = hand_over(); !kept) return std::move(kept).error();
        return place;
      });
  if (!placed) return placed;
  sheets.close();
  return hand_over();
}

}  // namespace

Result<Done> add_transcripts(const ReportSources& sources, const ReportQuery& query, Report& report,
                             const std::function<Result<Done>(const TranscriptSheet&)>& keep) {
  Store& store = sources.store;
  std::vector<PackSamples> packs;
  for (PackReport& pack : report.packs) {
    auto of = load_samples(store, pack);
    if (!of) return std::move(of).error();
    packs.push_back(*std::move(of));
    if (auto added = compare_rows(sources, packs.back(), query.seed, pack); !added) return added;
    pack.transcripts.folder = link_of(query.folder);
    pack.transcripts.shown = query.transcripts;
  }
  if (!query.transcripts) return Done{};
  auto inside = fit_inside(store, packs);
  if (!inside) return std::move(inside).error();
  TranscriptSheets sheets(link_of(query.page));
  for (std::size_t i = 0; i < packs.size(); ++i) {
    TranscriptIndex& index = report.packs[i].transcripts;
    Result<Done> put = *inside ? put_inside(store, packs[i], i, index)
                               : put_beside(store, packs[i], index, sheets, keep);
    if (!put) return put;
  }
  return Done{};
}

}  // namespace attune
