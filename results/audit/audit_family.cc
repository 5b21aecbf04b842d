#include "results/audit/audit_family.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "results/audit/audit_fit.h"
#include "results/audit/audit_rates.h"
#include "results/audit/audit_style.h"
#include "results/audit/family.h"
#include "results/stats/figure.h"
#include "scenarios/base/utf8.h"

namespace attune {
namespace {

constexpr double kPercent = 100;

// Families by contestant, and that of the judge.
struct Families {
  std::vector<std::string> of;
  std::string own;

  [[nodiscard]] double lean(const std::string& family, std::uint32_t first,
                            std::uint32_t second) const {
    return (of[first] == family ? 1.0 : 0.0) - (of[second] == family ? 1.0 : 0.0);
  }
};

Families families_of(const AuditPairs& pairs) {
  Families families{.own = family_of({pairs.own.judge})};
  for (const Contestant& who : pairs.contestants) families.of.push_back(family_of(who.subject));
  return families;
}

// Why the question has no meaning here, or nothing where it has.
std::optional<std::string> meaningless(const AuditPairs& pairs, const Families& families) {
  if (pairs.own.pairs.empty()) return "it compared nothing";
  const bool mixed = std::ranges::any_of(pairs.own.pairs, [&families](const AuditPair& pair) {
    return families.lean(families.own, pair.a, pair.b) != 0;
  });
  if (!mixed)
    return fmt::format("it compared no model of its family ({}) with one of another",
                       printable(families.own));
  return std::nullopt;
}

// Rows of the fit, by who judged them.
struct Joint {
  FitTable table;
  std::vector<const Rater*> raters;  // by contest
  std::vector<double> lengths;       // by contest; 0 where one of its rater's pairs has none
  bool own_length = false;
  bool other_length = false;
};

void add(Joint& joint, const Rater& rater, bool own) {
  const auto lengths = length_column(rater.pairs);
  std::vector<Contest>& contests = joint.table.contests;
  for (const AuditPair& pair : rater.pairs) add_contests(contests, pair);
  joint.raters.resize(contests.size(), &rater);
  if (lengths) joint.lengths.insert(joint.lengths.end(), lengths->begin(), lengths->end());
  joint.lengths.resize(contests.size(), 0);
  (own ? joint.own_length : joint.other_length) |= lengths.has_value();
}

template <class Value>
void add_column(FitTable& table, std::string name, Value value_of) {
  FitColumn column{.name = std::move(name)};
  for (std::size_t row = 0; row < table.contests.size(); ++row)
    column.values.push_back(value_of(row));
  const bool differs = std::ranges::any_of(column.values, [](double value) { return value != 0; });
  if (differs) table.columns.push_back(std::move(column));
}

// What others' position, length and families do, which is not asked for but must not be mistaken
// for strength; of everybody but `own`.
void add_others(Joint& joint, const Rater* own, const Families& families) {
  add_column(joint.table, "position of others", [&](std::size_t row) {
    return joint.raters[row] != own && !joint.raters[row]->one_order ? 1.0 : 0.0;
  });
  add_column(joint.table, "length of others",
             [&](std::size_t row) { return joint.raters[row] != own ? joint.lengths[row] : 0.0; });
  std::set<std::string> houses;
  for (const Rater* rater : joint.raters) {
    if (rater != own && !rater->people && !rater->judge.empty())
      houses.insert(family_of({rater->judge}));
  }
  for (const std::string& house : houses) {
    add_column(joint.table, "own family of others, " + house, [&](std::size_t row) {
      const Rater& rater = *joint.raters[row];
      if (&rater == own || rater.people || family_of({rater.judge}) != house) return 0.0;
      const Contest& contest = joint.table.contests[row];
      return families.lean(house, contest.first, contest.second);
    });
  }
}

// Differences of strength by the others alone, on the audited judge's rows.
void add_sharpness(Joint& joint, const Rater* own, const std::vector<double>& theta) {
  const auto at = [&theta](std::uint32_t who) { return who < theta.size() ? theta[who] : 0.0; };
  add_column(joint.table, "sharpness", [&](std::size_t row) {
    const Contest& contest = joint.table.contests[row];
    return joint.raters[row] == own ? at(contest.first) - at(contest.second) : 0.0;
  });
}

std::optional<std::size_t> place_of(const FitTable& table, std::string_view name) {
  const auto found = std::ranges::find(table.columns, name, &FitColumn::name);
  if (found == table.columns.end()) return std::nullopt;
  return static_cast<std::size_t>(found - table.columns.begin());
}

constexpr const char* kOwnFamily = "own family";

Joint joint_of(const AuditPairs& pairs, const Families& families,
               const std::vector<double>& theta) {
  Joint joint;
  add(joint, pairs.own, true);
  for (const Rater& rater : pairs.others) add(joint, rater, false);
  const Rater* own = &pairs.own;
  add_others(joint, own, families);
  add_column(joint.table, "position", [&](std::size_t row) {
    return joint.raters[row] == own && !own->one_order ? 1.0 : 0.0;
  });
  add_column(joint.table, "length",
             [&](std::size_t row) { return joint.raters[row] == own ? joint.lengths[row] : 0.0; });
  add_column(joint.table, kOwnFamily, [&](std::size_t row) {
    if (joint.raters[row] != own) return 0.0;
    const Contest& contest = joint.table.contests[row];
    return families.lean(families.own, contest.first, contest.second);
  });
  add_sharpness(joint, own, theta);
  return joint;
}

std::vector<double> strengths_of_others(const AuditPairs& pairs, const Families& families) {
  Joint others;
  for (const Rater& rater : pairs.others) add(others, rater, false);
  add_others(others, nullptr, families);
  const auto fit = fit_effects(others.table);
  return fit ? fit->theta : std::vector<double>();
}

void add_interaction(FamilyAudit& audit, const AuditPairs& pairs, const Families& families,
                     double level) {
  const FigureName effect_name = {"self_preference.effect", "being of its family", "log-odds"};
  const FigureName win_name = {"self_preference.win", "… moves the win of equals by", "points"};
  if (audit.why.empty() && pairs.others.empty())
    audit.why =
        "its comparisons alone cannot tell it from strength: another judge's on the same subjects, "
        "or people's votes, can";
  std::optional<Estimate> log_odds;
  if (audit.why.empty()) {
    const Joint joint = joint_of(pairs, families, strengths_of_others(pairs, families));
    const auto place = place_of(joint.table, kOwnFamily);
    const auto fit = fit_effects(joint.table);
    if (fit && place && fit->effects[*place]) {
      const FitEffect& effect = *fit->effects[*place];
      log_odds = estimate_effect(*fit, effect, 1, level);
      audit.own = effect.value;
      audit.p = p_of(*fit, effect);
      audit.notes.emplace_back(
          "self-preference is how much more the judge favours its family than the others who "
          "compared the same subjects do: a taste that its family happens to meet looks the same");
      const auto sharpness = place_of(joint.table, "sharpness");
      if (!sharpness || !fit->effects[*sharpness])
        audit.notes.emplace_back(
            "that the judge is sharper or blunter than the others could not be told apart from its "
            "family, and is taken not to be so");
      if (fit->held)
        audit.notes.emplace_back(
            "comparisons go some way without exception, and self-preference is held by a prior");
    } else {
      audit.why =
          fit && place ? fit->why[*place] : "the comparisons are too few to fit anything to";
    }
  }
  audit.part.figures.push_back(figure_or(effect_name, log_odds, audit.why));
  audit.part.figures.push_back(figure_or(
      win_name, log_odds ? std::optional(as_probability(*log_odds)) : log_odds, audit.why));
}

// Of one scenario: how often people preferred own or other, and the judge picked it; a tie is half,
// and so is each of two orders.
struct Picks {
  double own = 0, own_picked = 0;
  double other = 0, other_picked = 0;
};

// The mean of people's outcomes by unit.
std::map<std::uint32_t, double> votes_of(const AuditPairs& pairs) {
  std::map<std::uint32_t, double> leads;
  for (const Rater& rater : pairs.others) {
    if (!rater.people) continue;
    for (const AuditPair& pair : rater.pairs) leads[pair.unit] += won_by_a(pair) - 0.5;
  }
  return leads;
}

// By `a`, over the orders: what one of them alone would give on average, as a vote is one.
double mean_won(const AuditPair& pair) {
  double sum = 0;
  for (const Showing& showing : pair.showings) sum += showing.won;
  return sum / static_cast<double>(pair.showings.size());
}

std::vector<Picks> picks_of(const AuditPairs& pairs, const Families& families) {
  const auto votes = votes_of(pairs);
  std::vector<Picks> picks(pairs.scenarios);
  for (const std::ptrdiff_t at : first_by_unit(pairs.own, pairs.units)) {
    if (at < 0) continue;
    const AuditPair& pair = pairs.own.pairs[static_cast<std::size_t>(at)];
    const auto vote = votes.find(pair.unit);
    const double lean = families.lean(families.own, pair.a, pair.b);
    if (vote == votes.end() || vote->second == 0 || lean == 0) continue;
    Picks& mine = picks[pair.scenario];
    const bool people_own = (vote->second > 0) == (lean > 0);
    const double picked = vote->second > 0 ? mean_won(pair) : 1 - mean_won(pair);
    (people_own ? mine.own : mine.other) += 1;
    (people_own ? mine.own_picked : mine.other_picked) += picked;
  }
  std::erase_if(picks, [](const Picks& each) { return each.own + each.other == 0; });
  return picks;
}

std::optional<double> gap_of(const Picks& sum) {
  if (sum.own == 0 || sum.other == 0) return std::nullopt;
  return kPercent * (sum.own_picked / sum.own - sum.other_picked / sum.other);
}

// How much more often the judge picks its own than people do: of two alike, 0.
std::optional<double> excess_of(const Picks& sum) {
  const double pairs = sum.own + sum.other;
  return kPercent * (sum.other - sum.other_picked - sum.own + sum.own_picked) / pairs;
}

std::optional<Estimate> estimate_picks(const std::vector<Picks>& picks,
                                       std::optional<double> (*figure)(const Picks&),
                                       const Bootstrap& bootstrap) {
  double samples = 0;
  for (const Picks& each : picks) samples += each.own + each.other;
  const auto of_drawn = [&picks, figure](std::span<const std::uint32_t> drawn) {
    Picks sum;
    for (const std::uint32_t at : drawn) {
      sum.own += picks[at].own;
      sum.own_picked += picks[at].own_picked;
      sum.other += picks[at].other;
      sum.other_picked += picks[at].other_picked;
    }
    return figure(sum);
  };
  return estimate_figure(of_drawn,
                         {.samples = static_cast<std::size_t>(samples), .clusters = picks.size()},
                         bootstrap);
}

void add_people(FamilyAudit& audit, const AuditPairs& pairs, const Families& families,
                const std::string& why, const Bootstrap& bootstrap) {
  const FigureName equal = {"self_preference.equal_opportunity",
                            "P(own | people own) - P(other | people other)", "points"};
  const FigureName excess = {"self_preference.beyond_people",
                             "picks its own more often than people", "points"};
  const std::vector<Picks> picks = why.empty() ? picks_of(pairs, families) : std::vector<Picks>();
  const std::string none =
      why.empty() ? "people did not vote, both ways, on pairs of its family and another" : why;
  const auto gap = estimate_picks(picks, gap_of, bootstrap);
  audit.part.figures.push_back(figure_or(equal, gap, none));
  audit.part.figures.push_back(
      figure_or(excess, gap ? estimate_picks(picks, excess_of, bootstrap) : gap, none));
  if (gap)
    audit.notes.emplace_back(
        "where its family is the stronger, P(own | people own) is the larger for a fair judge too, "
        "since people are not sure either; so is picking its own more often than people, where the "
        "judge is surer than they are");
}

}  // namespace

FamilyAudit audit_family(const AuditPairs& pairs, const Bootstrap& bootstrap) {
  const Families families = families_of(pairs);
  const std::string why = meaningless(pairs, families).value_or("");
  FamilyAudit audit{.part = {.title = "Its own family"}, .why = why};
  add_interaction(audit, pairs, families, bootstrap.level);
  add_people(audit, pairs, families, why, bootstrap);
  return audit;
}

}  // namespace attune
