#include "harness/run/duel.h"

#include <array>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "results/facts/transcript_json.h"
#include "results/ratings/eqbench3_ratings.h"
#include "tests/support/measure.h"
#include "tests/support/rehearsal.h"

namespace attune {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

// Three subjects with a sample each on four scenarios, one of which "lab/c" refused, and two
// judges.
struct DuelRehearsal {
  DuelRehearsal() {
    entry = {.id = "measure@1", .rule = {.most = 5}};
    request.judges = {{{"court/judge"}, {.price = Price{1, 2}}}};
    Endpoint endpoint{.name = "court", .base_url = std::string(kJudgeUrl)};
    endpoint.lanes = 4;
    endpoints = {{endpoint, *find_wire("openai"), "sk-secret"}};
  }

  void announce(Store& store) const {
    (void)store.save(a_pack_record(pack.digest)).has_value();
    (void)store.save(a_run_record("duel-1")).has_value();
    for (const Duelist& duelist : duelists) {
      (void)store.save(a_run_record(duelist.run.text)).has_value();
      for (const Scenario& scenario : pack.scenarios) {
        const bool refused = duelist.subject.text == "lab/c" && scenario.id.text == "q1";
        const Transcript transcript{{{text_message(Role::User, "Hm?"), duelist.subject.text, ""}}};
        (void)store
            .save(SampleRecord{.run = duelist.run,
                               .key = {pack.id, scenario.id, duelist.subject, 1},
                               .pack_digest = pack.digest,
                               .outcome = refused ? Outcome::Refused : Outcome::Ok,
                               .transcript = to_json(transcript)})
            .has_value();
      }
    }
  }

  [[nodiscard]] DuelJob job() const {
    return {.run = {"duel-1"},
            .request = request,
            .pack = pack,
            .duelists = duelists,
            .entry = entry,
            .scorer = scorer,
            .panel = panel,
            .both_orders = both_orders,
            .endpoints = endpoints,
            .retry = retry,
            .budget_usd = budget_usd,
            .tape = tape};
  }

  // One session, in blocks over all units.
  DuelReport play(
      Store& store, Script script, std::function<bool()> stop = [] { return false; }) {
    announce(store);
    FakeClock clock;
    FakeTransport net(clock, std::move(script));
    const DuelJob planned = job();
    const DuelField field = *load_field(planned, {}, store);
    PairChooser chooser = UniformPairs(field.pairs, {});
    auto report = duel(planned, field, chooser, {clock, net, store, progress, stop});
    if (!report) return {.run = {Ending::Incomplete, {}, report.error().what}};
    return *report;
  }

  Pack pack = a_pack(4);
  std::vector<Duelist> duelists = {
      {{"lab/a"}, {"run-a"}, "v1"}, {{"lab/b"}, {"run-b"}, "v1"}, {{"lab/c"}, {"run-c"}, "v1"}};
  PairScorerRegistry::Entry entry;
  Measure scorer;
  RunRequest request;
  std::vector<OpenEndpoint> endpoints;
  Panel panel = Panel::All;
  std::optional<double> (*both_orders)(const Comparison&, const Comparison&) = nullptr;
  RetryPolicy retry;
  std::optional<double> budget_usd;
  Tape tape;
  CountingProgress progress;
};

// A margin from -5 to 5 that is drawn on the question alone.
Scripted judge_answer(const HttpRequest& request, int /*attempt*/) {
  Rng rng = Rng::named(1, request.body);
  const int margin = static_cast<int>(rng.below(11)) - 5;
  return {a_completion(std::to_string(margin)),
          Millis(10 + static_cast<Millis::rep>(rng.below(9)))};
}

// What a duel found, without the times at which it did.
std::multiset<std::string> found(Store& store) {
  std::multiset<std::string> rows;
  const auto comparisons = *store.comparisons_of_run({"duel-1"});
  for (const Comparison& c : comparisons) {
    const auto* margins = std::get_if<Margins>(&c.finding);
    rows.insert(fmt::format(
        "{} {} {} {} {} {} {} {}", c.scenario.text, c.first.text, c.second.text, c.turned, c.judge,
        c.raw, margins == nullptr ? 99 : margins->margins.front().value, c.cost_usd.value_or(-1)));
  }
  return rows;
}

class DuelTest : public testing::Test {
 protected:
  std::vector<Comparison> comparisons() { return *store_.comparisons_of_run({"duel-1"}); }

  DuelRehearsal rehearsal_;
  Store store_ = a_store();
};

TEST_F(DuelTest, EveryPairIsJudgedInBothOrdersOnWhatBothPlayed) {
  const DuelReport report = rehearsal_.play(store_, judge_answer);
  EXPECT_EQ(report.run.ending, Ending::Complete);
  EXPECT_EQ(report.units, 10U);  // a-b on four, a-c and b-c on three
  EXPECT_THAT(comparisons(), SizeIs(20));
  std::set<std::string> seen;
  for (const Comparison& c : comparisons()) {
    EXPECT_EQ(c.turned, c.first > c.second);
    EXPECT_FALSE(c.scenario.text == "q1" && (c.first.text == "lab/c" || c.second.text == "lab/c"));
    EXPECT_EQ(c.first_release, "v1");
    EXPECT_EQ(c.first_length, 5);
    EXPECT_EQ(c.chance, 1);
    EXPECT_GT(c.cost_usd.value_or(0), 0);
    seen.insert(c.scenario.text + c.first.text + c.second.text);
  }
  EXPECT_EQ(seen.size(), 20U);
}

TEST_F(DuelTest, WhatTheJudgeReadIsKeptWithThePairItWasAbout) {
  rehearsal_.play(store_, judge_answer);
  const auto calls = *store_.calls_of_run({"duel-1"});
  ASSERT_THAT(calls, SizeIs(20));
  std::set<std::string> pairs;
  for (const CallRecord& call : calls) {
    pairs.insert(call.key.subject.text + " " + call.pair);
    EXPECT_NE(call.request.find(" or lab/"), std::string::npos);
    EXPECT_EQ(call.purpose, "measure@1");
  }
  EXPECT_THAT(pairs, testing::ElementsAre("lab/a run-a run-b lab/b", "lab/a run-a run-c lab/c",
                                          "lab/b run-b run-c lab/c"));
}

TEST_F(DuelTest, AHalfThatFailedIsAskedAgainAlone) {
  // Whatever shows lab/b before lab/a cannot be had.
  const Script script = [](const HttpRequest& request, int attempt) -> Scripted {
    if (request.body.find("lab/b or lab/a") == std::string::npos)
      return judge_answer(request, attempt);
    return {HttpResponse{400, {}, R"({"error":{"message":"no"}})"}};
  };
  const DuelReport first = rehearsal_.play(store_, script);
  EXPECT_EQ(first.run.ending, Ending::Incomplete);
  EXPECT_EQ(first.unscored, 4U);
  int calls = 0;
  const DuelReport second = rehearsal_.play(store_, [&](const HttpRequest& request, int attempt) {
    ++calls;
    EXPECT_NE(request.body.find("lab/b or lab/a"), std::string::npos);
    return judge_answer(request, attempt);
  });
  EXPECT_EQ(second.run.ending, Ending::Complete);
  EXPECT_EQ(calls, 4);
  EXPECT_THAT(comparisons(), SizeIs(20));
}

TEST_F(DuelTest, StoppedAnywhereItGoesOnToTheSameEndWithoutAskingTwice) {
  Store whole = a_store();
  DuelRehearsal().play(whole, judge_answer);
  for (int stop = 1; stop < 12; ++stop) {
    Store store = a_store();
    int calls = 0;
    const auto counted = [&](const HttpRequest& request, int attempt) {
      ++calls;
      return judge_answer(request, attempt);
    };
    int steps = 0;
    DuelRehearsal().play(store, counted, [&] { return ++steps >= stop; });
    const DuelReport report = DuelRehearsal().play(store, counted);
    EXPECT_EQ(report.run.ending, Ending::Complete);
    EXPECT_EQ(calls, 20) << "stopped at step " << stop;
    EXPECT_EQ(found(store), found(whole)) << "stopped at step " << stop;
  }
}

TEST_F(DuelTest, ARotatedPanelHasOneJudgeForAScenarioOfAPair) {
  rehearsal_.request.judges.push_back({{"court/other"}, {}});
  rehearsal_.panel = Panel::Rotated;
  rehearsal_.play(store_, judge_answer);
  std::map<std::string, std::set<std::string>> judges;
  std::set<std::string> all;
  for (const Comparison& c : comparisons()) {
    judges[c.scenario.text + std::min(c.first, c.second).text + std::max(c.first, c.second).text]
        .insert(c.judge);
    all.insert(c.judge);
  }
  EXPECT_THAT(judges, SizeIs(10));
  EXPECT_THAT(all, SizeIs(2));
  for (const auto& [unit, of_unit] : judges) EXPECT_THAT(of_unit, SizeIs(1)) << unit;
}

TEST_F(DuelTest, APanelJudgesEveryUnitAndCountsItOnce) {
  rehearsal_.request.judges.push_back({{"court/other"}, {}});
  EXPECT_EQ(rehearsal_.play(store_, judge_answer).units, 10U);
  EXPECT_THAT(comparisons(), SizeIs(40));
}

TEST_F(DuelTest, TheBudgetEndsItWithEverythingKept) {
  rehearsal_.budget_usd = 0.0005;  // twelve answers of 20 tokens at 2 USD a million
  rehearsal_.request.judges.front().settings.price = Price{0, 2};
  rehearsal_.request.judges.front().settings.parameters.max_tokens = 20;
  const DuelReport report = rehearsal_.play(store_, judge_answer);
  EXPECT_EQ(report.run.ending, Ending::Stopped);
  EXPECT_THAT(comparisons(), SizeIs(12));
  EXPECT_LE(*store_.spent({"duel-1"}), 0.0005);
}

TEST_F(DuelTest, ItIsPlayedAgainFromACassette) {
  rehearsal_.play(store_, judge_answer);
  Store again = a_store();
  DuelRehearsal replay;
  replay.tape = {.store = &store_, .only = true};
  const DuelReport report = replay.play(again, [](const HttpRequest&, int) -> Scripted {
    ADD_FAILURE() << "a call was made";
    return {};
  });
  EXPECT_EQ(report.run.ending, Ending::Complete);
  EXPECT_EQ(found(again), found(store_));
}

// EQ-Bench 3's schedule hears what both orders say together, as its ratings do.
TEST_F(DuelTest, AScheduleMayHearBothOrdersTogether) {
  rehearsal_.both_orders = eqbench3_group_share;
  rehearsal_.announce(store_);
  const DuelJob job = rehearsal_.job();
  const DuelField field = *load_field(job, {2}, store_);
  Eqbench3Options options{.names = {"lab/a", "lab/b", "lab/c"}};
  for (const DuelField::Place& place : field.places)
    options.places.push_back({job.pack.scenarios[place.scenario].id.text, place.repeat});
  PairChooser chooser = Eqbench3Pairs(field.pairs, options);
  FakeClock clock;
  FakeTransport net(clock, judge_answer);
  ASSERT_TRUE(
      duel(job, field, chooser, {clock, net, store_, rehearsal_.progress, [] { return false; }}));
  std::map<std::pair<std::string, std::string>, std::array<Comparison, 2>> orders;
  for (const Comparison& c : comparisons())
    orders[{c.scenario.text, std::min(c.first, c.second).text}][c.turned ? 1 : 0] = c;
  const auto& contests = std::get<Eqbench3Pairs>(chooser).contests();
  ASSERT_FALSE(contests.empty());
  for (const Eqbench3Contest& contest : contests) {
    const std::uint32_t other = contest.test == 2 ? contest.neighbor : contest.test;
    const auto& both = orders.at({contest.scenario, options.names[other]});
    const double of_other = *eqbench3_group_share(both[0], both[1]);
    EXPECT_DOUBLE_EQ(contest.fraction, contest.test == other ? of_other : 1 - of_other);
  }
}

// What another duel found before this one began is known, and not asked again.
TEST_F(DuelTest, AnEarlierDuelsFindingsAreKnown) {
  rehearsal_.announce(store_);
  const DuelJob job = rehearsal_.job();
  EXPECT_THAT(load_field(job, {}, store_)->pairs.known, IsEmpty());
  ASSERT_TRUE(store_.save(a_run_record("duel-0")));
  Comparison half{.run = {"duel-0"},
                  .pack = rehearsal_.pack.id,
                  .pack_digest = rehearsal_.pack.digest,
                  .scenario = {"q2"},
                  .first = {"lab/b"},
                  .second = {"lab/a"},
                  .first_run = {"run-b"},
                  .second_run = {"run-a"},
                  .turned = true,
                  .scorer = "measure@1",
                  .judge = "court/judge",
                  .finding = Margins{{{"length", 4}}},
                  .source = "judge",
                  .when = {1}};
  ASSERT_TRUE(store_.save(half));
  EXPECT_THAT(load_field(job, {}, store_)->pairs.known, IsEmpty());  // one order is no unit
  std::swap(half.first, half.second);
  std::swap(half.first_run, half.second_run);
  half.turned = false;
  half.finding = Margins{{{"length", -2}}};
  ASSERT_TRUE(store_.save(half));
  const auto known = load_field(job, {}, store_)->pairs.known;
  ASSERT_THAT(known, SizeIs(1));
  EXPECT_EQ(known[0].unit.a, 0U);
  EXPECT_EQ(known[0].unit.b, 1U);
  EXPECT_DOUBLE_EQ(*known[0].share, (0.1 + 0.3) / 2);  // a lost by 4 and by 2 of 5
}

}  // namespace
}  // namespace attune
