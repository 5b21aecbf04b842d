// harness/run on a simulated network, clock and disk: whatever happens, nothing that was answered
// is lost or asked for again, no budget is overrun, and once the sky is clear the results are those
// of a run that nothing disturbed (DESIGN.md §8.1).
//
// ATTUNE_SEEDS=10000 plays so many worlds; ATTUNE_SEED=4711 plays one again.

#include <cstdlib>
#include <regex>

#include <gtest/gtest.h>

#include "results/store/sql.h"
#include "tests/support/rehearsal.h"
#include "tests/support/sim_network.h"

namespace attune {
namespace {

constexpr std::uint64_t kShards = 10;
constexpr double kCharge = 140e-6;  // USD for a_completion() at the price of a Rehearsal
constexpr std::string_view kOtherUrl = "http://other";

std::uint64_t from_environment(const char* name, std::uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

// What is run.
struct Shape {
  std::size_t scenarios = 2;
  bool second_subject = false;
  bool anchors = false;
  auto operator<=>(const Shape&) const = default;
};

Rehearsal rehearsal_of(const Shape& shape) {
  Rehearsal rehearsal(shape.scenarios);
  Pack& pack = rehearsal.request.packs[0];
  pack.scenarios[0].cues.insert(pack.scenarios[0].cues.begin(), Cue{"Tell me about Nora."});
  pack.scenarios[1].generation.tries = 2;
  pack.digest = digest_of(pack);
  if (shape.second_subject) {
    rehearsal.request.subjects.push_back({{"other/small"}, {.price = Price{1, 2}}});
    rehearsal.add_endpoint("other", kOtherUrl);
  }
  // A call costs no more than attune can know: the 100 tokens that every prompt is said to be are
  // more than the shortest has bytes.
  for (Contender& subject : rehearsal.request.subjects) subject.settings.parameters.max_tokens = 60;
  rehearsal.request.judges[0].settings.parameters.max_tokens = 60;
  rehearsal.anchors = shape.anchors ? 3 : 0;
  return rehearsal;
}

// Without costs: an endpoint that does not say what it counted leaves its cost unknown.
std::string uncosted(const std::string& text) {
  static const std::regex cost(R"#("(cost_usd|cost_known)": ?[^,}\n]+)#");
  return std::regex_replace(text, cost, "\"$1\"");
}

// What a run of this shape comes to when nothing disturbs it.
const std::string& undisturbed(const Shape& shape) {
  static std::map<Shape, std::string> known;
  std::string& text = known[shape];
  if (text.empty()) {
    Rehearsal rehearsal = rehearsal_of(shape);
    Store store = a_store();
    EXPECT_EQ(rehearsal.play(store, good_answer).ending, Ending::Complete);
    text = uncosted(exported(store, rehearsal));
  }
  return text;
}

// One run through all its sessions, on a seed.
class World {
 public:
  explicit World(std::uint64_t seed)
      : rng_(Rng::named(seed, "world")), disk_(clock_, seed), shape_(a_shape()) {
    weather_ = {.trouble = rng_.below(4) == 0 ? 0 : rng_.below(60),
                .storms = one_in(3),
                .leaps = one_in(3)};
    if (one_in(3)) budget_ = rng_.uniform() * 0.008;
  }

  void live() {
    const std::size_t sessions = rng_.below(8);
    for (std::size_t i = 0; i < sessions && !testing::Test::HasFailure(); ++i) {
      befall();
      session(weather_, budget_);
    }
    clear_up();
    const std::optional<RunReport> last = session(Weather::clear(), std::nullopt);
    ASSERT_TRUE(last);
    EXPECT_EQ(last->ending, Ending::Complete) << last->why;
    auto store = Store::open(path_);
    ASSERT_TRUE(store);
    EXPECT_EQ(uncosted(exported(*store, rehearsal_of(shape_))), undisturbed(shape_));
  }

 private:
  bool one_in(std::size_t count) { return rng_.below(count) == 0; }

  Shape a_shape() {
    return {.scenarios = 2 + rng_.below(5), .second_subject = one_in(2), .anchors = one_in(4)};
  }

  // What a session will meet besides the weather.
  void befall() {
    clear_up();
    if (one_in(2)) disk_.fate.last = 1 + rng_.below(one_in(2) ? 60 : 600);
    if (one_in(5)) disk_.room = static_cast<std::int64_t>(rng_.below(400'000));
    if (one_in(5)) disk_.busy = static_cast<int>(rng_.below(one_in(4) ? 400 : 20));
    if (one_in(6)) disk_.failing_syncs = 1;
  }

  void clear_up() {
    disk_.restart(one_in(2));
    disk_.room.reset();
    disk_.busy = disk_.failing_syncs = 0;
  }

  // One process from its start to its end or death; what it said, if it lived.
  std::optional<RunReport> session(const Weather& weather, std::optional<double> budget) {
    Rehearsal rehearsal = rehearsal_of(shape_);
    rehearsal.budget_usd = budget;
    for (OpenEndpoint& open : rehearsal.endpoints)
      open.endpoint.lanes = 1 + static_cast<int>(rng_.below(16));
    const RunId run = rehearsal.plan().run;
    const std::int64_t off =
        weather.leaps ? static_cast<std::int64_t>(rng_.below(1'000'000'000)) : 0;
    const SimClock clock(clock_, disk_.fate, off);
    SimNetwork net(clock_, good_answer, disk_.fate, Rng::named(rng_.next(), "network"), weather);
    const bool cut_short = weather.trouble > 0 && one_in(3);
    const std::size_t patience = cut_short ? rng_.below(30) : 100'000;
    std::optional<RunReport> report;
    try {
      auto store = Store::open(path_);
      if (store) {
        std::size_t steps = 0;
        report = rehearsal.play(*store, net, clock, [&] { return ++steps > patience; });
      }
    } catch (const Died&) {
      report.reset();
    }
    account(run, net, budget);
    return report;
  }

  // What the world saw of the session, against what is on the disk.
  void account(const RunId& run, const SimNetwork& net, std::optional<double> budget) {
    charged_ += net.charged;
    if (budget && net.charged > 0) {
      EXPECT_LE(charged_ * kCharge, *budget + 1e-9) << "a budget was overrun";
    }
    for (const std::string& trace : net.started)
      EXPECT_FALSE(kept_.contains(trace)) << "asked again: " << trace;
    kept_.insert(net.kept.begin(), net.kept.end());
    const int busy = std::exchange(disk_.busy, 0);
    disk_.restart(one_in(2));
    check_disk(run);
    disk_.busy = busy;
  }

  void check_disk(const RunId& run) {
    const auto room = std::exchange(disk_.room, std::nullopt);
    const int failing = std::exchange(disk_.failing_syncs, 0);
    check_answers(run);
    check_file();
    disk_.room = room;
    disk_.failing_syncs = failing;
  }

  void check_answers(const RunId& run) {
    auto store = Store::open(path_);
    ASSERT_TRUE(store) << store.error().what;
    std::map<std::string, int> answered;
    const auto calls = store->calls_of_run(run);
    ASSERT_TRUE(calls) << calls.error().what;
    for (const CallRecord& call : *calls) {
      if (call.outcome != Outcome::Failed) ++answered[trace_of_call(run, call)];
    }
    for (const auto& [trace, times] : answered) EXPECT_EQ(times, 1) << trace;
    for (const std::string& trace : kept_)
      EXPECT_TRUE(answered.contains(trace)) << "lost: " << trace;
  }

  void check_file() {
    Database db = *Database::open(path_);
    Statement statement = db.prepare("PRAGMA integrity_check");
    ASSERT_TRUE(statement.row());
    EXPECT_EQ(statement.text(0), "ok");
  }

  TempFolder folder_;  // of claims: the database itself is on the simulated disk
  std::string path_ = folder_.file("attune.db");
  Rng rng_;
  FakeClock clock_;
  SimDisk disk_;
  Shape shape_;
  Weather weather_;
  std::optional<double> budget_;
  std::set<std::string> kept_;  // answered and heard, in any session
  int charged_ = 0;
};

class Simulation : public testing::TestWithParam<std::uint64_t> {};

TEST_P(Simulation, LosesNothingAndAsksNothingTwice) {
  const std::uint64_t only = from_environment("ATTUNE_SEED", 0);
  const std::uint64_t seeds = from_environment("ATTUNE_SEEDS", 500);
  for (std::uint64_t seed = 1 + GetParam(); seed <= seeds; seed += kShards) {
    const std::uint64_t played = only == 0 ? seed : only;
    World(played).live();
    ASSERT_FALSE(HasFailure()) << "again: ATTUNE_SEED=" << played
                               << " attune_tests --gtest_filter='*Simulation*/0'";
    if (only != 0) break;
  }
}

INSTANTIATE_TEST_SUITE_P(OnSeeds, Simulation, testing::Range<std::uint64_t>(0, kShards));

}  // namespace
}  // namespace attune
