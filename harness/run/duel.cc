#include "harness/run/duel.h"

#include <algorithm>
#include <array>
#include <memory>

#include <fmt/format.h>

#include "harness/play/pair_course.h"
#include "harness/run/call_record.h"
#include "harness/run/caller.h"
#include "scenarios/base/utf8.h"

namespace attune {
namespace {

// One unit before one judge.
struct Hearing {
  std::size_t unit = 0;   // of the round
  std::size_t judge = 0;  // of the request
  std::unique_ptr<PairCourse> course;
  int calls = 0;           // that the schedule has
  bool abandoned = false;  // for this session
  bool failed = false;     // a call failed for good; a later session tries it again
  std::array<std::optional<Comparison>, 2> found;  // by order
  std::array<std::optional<double>, 2> costs = {0.0, 0.0};
};

struct ReplyMeasures {
  double length = 0;  // characters
  ReplyStyle style;
};

ReplyMeasures measures_of(const Sample& sample) {
  std::vector<std::string_view> replies;
  double length = 0;
  for (const Turn& turn : sample.transcript.turns) {
    replies.push_back(turn.reply);
    length += static_cast<double>(characters(turn.reply));
  }
  return {length / static_cast<double>(std::max<std::size_t>(1, replies.size())),
          mean_style(replies)};
}

// Judges rounds: what is before whom, and what follows from each answer.
class Duel {
 public:
  Duel(const DuelJob& job, const DuelField& field, const RunWorld& world)
      : job_(job), field_(field), world_(world) {}

  template <class Chooser>
  Result<DuelReport> run(Chooser& chooser);

 private:
  Result<Done> begin(const std::vector<PairUnit>& round);
  Result<Done> judge_round();
  Result<Done> advance(std::size_t owner);
  Result<Done> save(Hearing& hearing);
  Result<Done> take(std::vector<Completion> completions);
  void apply(const CallEvent& event);
  void drop(const std::vector<CallEvent>& given_up);
  [[nodiscard]] CallOrder order_of(std::size_t owner, Ask ask) const;
  [[nodiscard]] Comparison comparison_of(const Hearing& hearing, const HalfVerdict& half) const;
  [[nodiscard]] std::vector<std::size_t> judges_of(const PairUnit& unit) const;
  [[nodiscard]] std::optional<double> share_of(const Hearing& hearing) const;
  [[nodiscard]] std::vector<JudgedUnit> heard();

  [[nodiscard]] const Sample& sample(std::size_t duelist, std::size_t place) const {
    return field_.samples.at({duelist, place});
  }

  const DuelJob& job_;
  const DuelField& field_;
  const RunWorld& world_;
  Tally tally_;
  std::optional<Caller> caller_;
  std::vector<PairUnit> round_;
  std::vector<Hearing> hearings_;  // of the round
  std::size_t left_out_ = 0;       // units that could not be judged to the end
  bool broken_off_ = false;        // what is left of a round cannot be asked in this session
  DuelReport report_;
};

template <class Chooser>
Result<DuelReport> Duel::run(Chooser& chooser) {
  auto caller =
      Caller::open({job_.run, job_.request, job_.endpoints, job_.retry, job_.budget_usd, job_.tape},
                   world_, tally_);
  if (!caller) return std::move(caller).error();
  caller_.emplace(*std::move(caller));
  world_.progress.started(tally_, world_.clock.now());
  while (!broken_off_) {
    const std::vector<PairUnit> round = chooser.next_round();
    if (round.empty()) break;
    Result<Done> judged = begin(round);
    if (judged) judged = judge_round();
    if (!judged) return std::move(judged).error();
    chooser.heard(heard());
  }
  auto ended = caller_->finish(left_out_, "comparisons");
  if (!ended) return std::move(ended).error();
  report_.run = *std::move(ended);
  report_.settled = chooser.settled();
  return report_;
}

std::vector<std::size_t> Duel::judges_of(const PairUnit& unit) const {
  std::vector<std::size_t> judges(job_.request.judges.size());
  for (std::size_t i = 0; i < judges.size(); ++i) judges[i] = i;
  if (job_.panel == Panel::All) return judges;
  // One judge for a scenario of a pair, whatever was judged before.
  Rng rng = Rng::named(
      job_.request.seed,
      fmt::format("judge of {} {}", pair_text(job_.duelists[unit.a], job_.duelists[unit.b]),
                  sample(unit.a, unit.place).key.scenario.text));
  return {rng.below(judges.size())};
}

Result<Done> Duel::begin(const std::vector<PairUnit>& round) {
  round_ = round;
  hearings_.clear();
  for (std::size_t unit = 0; unit < round_.size(); ++unit) {
    const PairUnit& pair = round_[unit];
    for (const std::size_t judge : judges_of(pair)) {
      Hearing& hearing = hearings_.emplace_back(Hearing{.unit = unit, .judge = judge});
      hearing.course = std::make_unique<PairCourse>(Pairing{.a = &sample(pair.a, pair.place),
                                                            .b = &sample(pair.b, pair.place),
                                                            .scorer = &job_.scorer,
                                                            .seed = job_.request.seed,
                                                            .asking = job_.asking});
    }
  }
  tally_.to_mark += 2 * hearings_.size();
  Transaction transaction = world_.store.begin();  // some may be answered from the store
  for (std::size_t owner = 0; owner < hearings_.size(); ++owner) {
    Result<Done> advanced = advance(owner);
    if (!advanced) return advanced;
  }
  return transaction.commit();
}

Result<Done> Duel::judge_round() {
  while (!caller_->idle()) {
    drop(caller_->heed_stop());
    auto given_up = caller_->start_due();
    if (!given_up) return std::move(given_up).error();
    drop(*given_up);
    caller_->tell();
    Result<Done> taken = take(caller_->wait());
    if (!taken) return taken;
  }
  return Done{};
}

// Hands on what can be asked now: from the store what is there, the rest as calls.
Result<Done> Duel::advance(std::size_t owner) {
  Hearing& hearing = hearings_[owner];
  for (bool moved = true; moved;) {
    moved = false;
    for (Ask& ask : hearing.course->due()) {
      CallOrder order = order_of(owner, std::move(ask));
      auto event = caller_->answered(order);
      if (!event) return std::move(event).error();
      if (*event) {
        apply(**event);
        moved = true;
      } else if (caller_->send(std::move(order))) {
        ++hearing.calls;
      } else {
        hearing.abandoned = true;
      }
    }
  }
  return save(hearing);
}

CallOrder Duel::order_of(std::size_t owner, Ask ask) const {
  const Hearing& hearing = hearings_[owner];
  const PairUnit& unit = round_[hearing.unit];
  return {.owner = owner,
          .key = sample(unit.a, unit.place).key,
          .pair = pair_text(job_.duelists[unit.a], job_.duelists[unit.b]),
          .purpose = std::string(job_.scorer.id()),
          .contender = &job_.request.judges[hearing.judge],
          .errand = {{Voice::Part::Judge, static_cast<std::size_t>(ask.position)}, std::move(ask)}};
}

void Duel::apply(const CallEvent& event) {
  Hearing& hearing = hearings_[event.owner];
  const auto position = static_cast<int>(event.voice.marking);
  std::optional<double>& cost = hearing.costs.at(event.voice.marking);
  if (const auto* failure = std::get_if<CallFailure>(&*event.result)) {
    hearing.failed = hearing.failed || outcome_of(*failure) == Outcome::Failed;
    return hearing.course->failed(position, outcome_of(*failure), failure->what);
  }
  cost = cost && event.cost_usd ? std::optional(*cost + *event.cost_usd) : std::nullopt;
  hearing.course->heard(position, std::get<Reply>(*event.result));
}

void Duel::drop(const std::vector<CallEvent>& given_up) {
  for (const CallEvent& event : given_up) {
    --hearings_[event.owner].calls;
    hearings_[event.owner].abandoned = true;
  }
}

// One transaction for everything that came in together: an answer is durable before it counts.
Result<Done> Duel::take(std::vector<Completion> completions) {
  if (completions.empty()) return Done{};
  Transaction transaction = world_.store.begin();
  auto events = caller_->settle(std::move(completions));
  if (!events) return std::move(events).error();
  for (const CallEvent& event : *events) {
    if (!event.result) {
      drop({event});
      continue;
    }
    --hearings_[event.owner].calls;
    apply(event);
    Result<Done> advanced = advance(event.owner);
    if (!advanced) return advanced;
  }
  return transaction.commit();
}

Result<Done> Duel::save(Hearing& hearing) {
  for (const HalfVerdict& half : hearing.course->ready()) {
    const Comparison comparison = comparison_of(hearing, half);
    ++tally_.marked;
    tally_.unscored += std::holds_alternative<Unscored>(comparison.finding) ? 1 : 0;
    hearing.found[half.turned ? 1 : 0] = comparison;
    Result<Done> saved = world_.store.save(comparison);
    if (!saved) return saved;
  }
  return Done{};
}

Comparison Duel::comparison_of(const Hearing& hearing, const HalfVerdict& half) const {
  const PairUnit& unit = round_[hearing.unit];
  const std::size_t shown[2] = {half.turned ? unit.b : unit.a, half.turned ? unit.a : unit.b};
  const Sample& first = sample(shown[0], unit.place);
  const Sample& second = sample(shown[1], unit.place);
  const ReplyMeasures of_first = measures_of(first);
  const ReplyMeasures of_second = measures_of(second);
  return {.run = job_.run,
          .pack = job_.pack.id,
          .pack_digest = job_.pack.digest,
          .scenario = first.key.scenario,
          .repeat = first.key.repeat,
          .first = first.key.subject,
          .second = second.key.subject,
          .first_run = job_.duelists[shown[0]].run,
          .second_run = job_.duelists[shown[1]].run,
          .turned = half.turned,
          .scorer = half.verdict.scorer,
          .judge = job_.request.judges[hearing.judge].id.text,
          .asked = job_.asking,
          .raw = half.raw,
          .finding = half.verdict.finding,
          .rationale = half.verdict.rationale,
          .source = job_.source,
          .first_length = of_first.length,
          .second_length = of_second.length,
          .first_style = of_first.style,
          .second_style = of_second.style,
          .chance = unit.chance,
          .cost_usd = hearing.costs[half.turned ? 1 : 0],
          .when = world_.clock.utc()};
}

// What both orders say for a, or nothing without a finding in each.
std::optional<double> Duel::share_of(const Hearing& hearing) const {
  if (!hearing.found[0] || !hearing.found[1]) return std::nullopt;
  return unit_share(job_, *hearing.found[0], *hearing.found[1]);
}

// What the round brought. A panel's finding is the mean of its judges'; without a finding of each
// of them, in both orders, there is none.
std::vector<JudgedUnit> Duel::heard() {
  std::vector<JudgedUnit> units;
  for (const PairUnit& unit : round_) units.push_back({unit, 0.0});
  std::vector<double> judges(round_.size(), 0);
  for (const Hearing& hearing : hearings_) {
    std::optional<double>& share = units[hearing.unit].share;
    const auto found = share_of(hearing);
    left_out_ += hearing.abandoned || hearing.failed ? 1 : 0;
    broken_off_ = broken_off_ || hearing.abandoned;
    judges[hearing.unit] += 1;
    if (!found) share.reset();
    if (share) *share += *found;
  }
  for (std::size_t i = 0; i < units.size(); ++i) {
    if (units[i].share) *units[i].share /= judges[i];
    ++report_.units;
    report_.unscored += units[i].share ? 0 : 1;
  }
  return units;
}

}  // namespace

std::string pair_text(const Duelist& a, const Duelist& b) {
  return fmt::format("{} {} {}", a.run.text, b.run.text, b.subject.text);
}

Result<DuelReport> duel(const DuelJob& job, const DuelField& field, PairChooser& chooser,
                        const RunWorld& world) {
  const auto claim = world.store.claim(job.run);
  if (!claim) return claim.error();
  Duel duel(job, field, world);
  return std::visit([&](auto& chosen) { return duel.run(chosen); }, chooser);
}

}  // namespace attune
