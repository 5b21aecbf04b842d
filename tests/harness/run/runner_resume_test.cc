// harness/run/runner.cc: broken off anywhere and run again, a run makes no answered call twice and
// ends with the same results (DESIGN.md §8.1).

#include <map>
#include <set>
#include <unistd.h>

#include <gtest/gtest.h>
#include <sys/wait.h>

#include "harness/run/runner.h"
#include "tests/support/faulty_transport.h"
#include "tests/support/rehearsal.h"

namespace attune {
namespace {

// Two turns, two tries and a judge: every way in which calls follow each other.
struct Play {
  Play() {
    Pack& pack = rehearsal.request.packs[0];
    pack.scenarios[0].cues.insert(pack.scenarios[0].cues.begin(), Cue{"Tell me about Nora."});
    pack.scenarios[1].generation.tries = 2;
    pack.digest = digest_of(pack);
  }

  Rehearsal rehearsal{4};
};

// How often each call of the run was answered.
std::map<std::string, int> answered(Store& store, const RunId& run) {
  std::map<std::string, int> times;
  const auto calls = store.calls_of_run(run);
  for (const CallRecord& call : *calls) {
    if (call.outcome != Outcome::Failed) ++times[trace_of_call(run, call)];
  }
  return times;
}

// What cannot be read: the subject's first try at q2, anything the judge says of q4, and some of
// what else it says.
Scripted hard_to_read(const HttpRequest& request, int attempt) {
  const bool of_subject = request.url.starts_with(kSubjectUrl);
  const bool second_try = request.body.find(R"("temperature")") != std::string::npos;
  if (of_subject && !second_try && request.body.find("feel in q2?") != std::string::npos) {
    return {a_completion("Hm.")};
  }
  Rng rng = Rng::named(7, trace_in(request));
  const bool of_q4 = request.body.find("feel in q4?") != std::string::npos;
  if (!of_subject && (of_q4 || rng.below(3) == 0)) return {a_completion("I would rather not.")};
  return good_answer(request, attempt);
}

class ResumeTest : public testing::Test {
 protected:
  // The results of the run that nothing disturbed.
  std::string undisturbed() {
    Play play;
    Store store = a_store();
    EXPECT_EQ(play.rehearsal.play(store, hard_to_read).ending, Ending::Complete);
    return exported(store, play.rehearsal);
  }

  // Goes on where the file's run was broken off, to the end.
  void resume(const std::string& path, const Script& script, const std::string& expected) {
    Play play;
    Store store = a_store(path);
    const RunId run = play.rehearsal.plan().run;
    const auto before = answered(store, run);
    FakeClock clock;
    FakeTransport net(clock, script);
    EXPECT_EQ(play.rehearsal.play(store, net, clock).ending, Ending::Complete);
    for (const auto& [trace, times] : answered(store, run)) {
      EXPECT_EQ(times, 1) << trace;
      EXPECT_EQ(net.attempts(trace) > 0, !before.contains(trace)) << trace;
    }
    EXPECT_EQ(exported(store, play.rehearsal), expected);
  }

  // Stops after `steps` steps of the loop; whether that broke anything off.
  static bool stop_after(int steps, const std::string& path, const Script& script) {
    Play play;
    Store store = a_store(path);
    FakeClock clock;
    FakeTransport net(clock, script);
    int made = 0;
    const auto report = play.rehearsal.play(store, net, clock, [&] { return ++made > steps; });
    return report.ending == Ending::Interrupted;
  }

  void stop_everywhere(const Script& script) {
    const std::string expected = undisturbed();
    int steps = 0;
    for (bool broken_off = true; broken_off; ++steps) {
      SCOPED_TRACE(steps);
      const std::string path = folder_.file(std::to_string(steps));
      broken_off = stop_after(steps, path, script);
      resume(path, script, expected);
      ASSERT_LT(steps, 1000);
    }
    EXPECT_GT(steps, 10);
  }

  TempFolder folder_;
};

TEST_F(ResumeTest, AfterAStopAtAnyStepResultsAreTheSameAndNoAnsweredCallIsMadeAgain) {
  stop_everywhere(hard_to_read);
}

TEST_F(ResumeTest, AlsoOnABadNetwork) {
  stop_everywhere(faulty(hard_to_read, 5));
}

TEST_F(ResumeTest, AfterManyStopsOneUponTheOther) {
  const std::string path = folder_.file("many");
  int sessions = 0;
  while (stop_after(1, path, hard_to_read)) ASSERT_LT(++sessions, 100);
  EXPECT_GT(sessions, 2);
  resume(path, hard_to_read, undisturbed());
}

// Ends the process at its n-th contact with the world, as kill -9 would.
class Fuse {
 public:
  explicit Fuse(int length) : left_(length) {}

  void burn() {
    if (--left_ == 0) _exit(9);
  }

 private:
  int left_;
};

// The clock is read for every reply in the midst of the transaction that keeps it.
class FusedClock final : public Clock {
 public:
  FusedClock(const Clock& clock, Fuse& fuse) : clock_(clock), fuse_(fuse) {}

  [[nodiscard]] Instant now() const override { return clock_.now(); }

  [[nodiscard]] UtcTime utc() const override {
    fuse_.burn();
    return clock_.utc();
  }

 private:
  const Clock& clock_;
  Fuse& fuse_;
};

class FusedTransport final : public Transport {
 public:
  FusedTransport(Transport& net, Fuse& fuse) : net_(net), fuse_(fuse) {}

  void start(CallId call, HttpRequest request) override {
    fuse_.burn();
    net_.start(call, std::move(request));
  }

  std::vector<Completion> wait(Instant until) override {
    fuse_.burn();  // before: what came last time is committed
    auto completions = net_.wait(until);
    fuse_.burn();  // after: it was answered and nobody heard
    return completions;
  }

 private:
  Transport& net_;
  Fuse& fuse_;
};

// Plays in a process of its own, which dies at contact `contacts`; whether it did.
bool killed_at(int contacts, const std::string& path) {
  const pid_t child = fork();
  if (child == 0) {
    Play play;
    Store store = a_store(path);
    FakeClock clock;
    FakeTransport net(clock, hard_to_read);
    Fuse fuse(contacts);
    const FusedClock fused_clock(clock, fuse);
    FusedTransport fused_net(net, fuse);
    play.rehearsal.play(store, fused_net, fused_clock);
    _exit(0);
  }
  int status = 0;
  EXPECT_EQ(waitpid(child, &status, 0), child);
  EXPECT_TRUE(WIFEXITED(status));
  return WEXITSTATUS(status) == 9;
}

TEST_F(ResumeTest, AfterAKillAtAnyContactWithTheWorldToo) {
  const std::string expected = undisturbed();
  int contacts = 1;
  for (bool killed = true; killed; ++contacts) {
    SCOPED_TRACE(contacts);
    const std::string path = folder_.file("kill-" + std::to_string(contacts));
    killed = killed_at(contacts, path);
    resume(path, hard_to_read, expected);
    ASSERT_LT(contacts, 1000);
  }
  EXPECT_GT(contacts, 40);
}

}  // namespace
}  // namespace attune
