#include "harness/run/estimate.h"

#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>

#include "harness/calls/wires.h"
#include "harness/stub/stub_answer.h"

namespace attune {
namespace {

// How the stub plays each part.
constexpr std::array<std::string_view, 3> kStandIns = {"stub/skill-60", "stub/persona",
                                                       "stub/judge"};

// Whom an ask goes to: the part, and of judges which.
struct Party {
  Voice::Part part = Voice::Part::Subject;
  std::size_t judge = 0;
  auto operator<=>(const Party&) const = default;
};

struct Said {
  std::size_t calls = 0;
  double in = 0;   // bytes
  double out = 0;  // bytes

  void add(const Said& more) {
    calls += more.calls;
    in += more.in;
    out += more.out;
  }
};

using Talk = std::map<Party, Said>;

// Plays a scenario to its last mark with the stub.
class StubPlay {
 public:
  StubPlay(const StubAnswers& stub, const Wire& wire, const RunJob& job, bool at_length)
      : stub_(stub), wire_(wire), job_(job), at_length_(at_length) {}

  Talk of(std::size_t place) {
    talk_.clear();
    Course course(key_at(job_, place), scenario_at(job_, place), markings_at(job_, place),
                  job_.request.seed);
    for (auto errands = course.due(); !errands.empty(); errands = course.due()) {
      for (const Errand& errand : errands) answer(course, place, errand);
    }
    return talk_;
  }

 private:
  void answer(Course& course, std::size_t place, const Errand& errand) {
    const Contender& asked = asked_at(job_, place, errand.voice);
    ChatCall call{
        .subject = {std::string(kStandIns.at(static_cast<std::size_t>(errand.voice.part)))},
        .messages = errand.ask.messages,
        .parameters = merged(asked.settings.parameters, errand.ask.parameters),
        .trace = fmt::format("{} {}", place, ++calls_)};
    const HttpRequest sent = wire_.encode(call, {});
    const auto request = parse_stub_request(sent.body, call.trace);
    CallResult result = CallFailure{.trouble = Trouble::Invalid, .what = "the stub cannot read it"};
    if (request) {
      const StubAnswer said = stub_.to(*request, 1, {});
      result = wire_.decode({said.status, said.headers, said.body});
    }
    auto* reply = std::get_if<Reply>(&result);
    if (reply == nullptr) {
      course.failed(errand.voice, Outcome::Failed, std::get<CallFailure>(result).what);
      return;
    }
    const double limit = call.parameters.max_tokens.value_or(static_cast<int>(kLongReply));
    const auto most = static_cast<std::size_t>(kBytesPerToken.low * std::min(kLongReply, limit));
    const std::size_t said = reply->text.size();
    count(place, errand, static_cast<double>(at_length_ ? std::max(most, said) : said));
    const bool talks = errand.voice.part != Voice::Part::Judge;
    if (at_length_ && talks && said < most) reply->text.append(most - said, '.');
    course.heard(errand.voice, *reply);
  }

  // Askings after the first are not planned for.
  void count(std::size_t place, const Errand& errand, double out) {
    if (errand.ask.asked > 1) return;
    const bool judge = errand.voice.part == Voice::Part::Judge;
    Said& said = talk_[{errand.voice.part,
                        judge ? *markings_at(job_, place)[errand.voice.marking].judge : 0}];
    ++said.calls;
    said.out += out;
    for (const Message& message : errand.ask.messages)
      said.in += static_cast<double>(text_of(message).size());
  }

  const StubAnswers& stub_;
  const Wire& wire_;
  const RunJob& job_;
  bool at_length_;
  std::size_t calls_ = 0;
  Talk talk_;
};

// What the whole plan comes to: a scenario is as long for one subject as for another.
std::vector<Talk> talks_of_subjects(const RunJob& job, StubPlay play) {
  std::map<std::pair<std::uint32_t, std::uint32_t>, Talk> known;  // by pack and scenario
  std::vector<Talk> talks(job.request.subjects.size());
  for (std::size_t place = 0; place < job.plan.samples.size(); ++place) {
    const Planned& planned = job.plan.samples[place];
    const auto [found, fresh] = known.try_emplace({planned.pack, planned.scenario});
    if (fresh) found->second = play.of(place);
    for (const auto& [party, said] : found->second) talks[planned.subject][party].add(said);
  }
  return talks;
}

const Contender& who(const RunJob& job, const Party& party, std::size_t subject) {
  if (party.part == Voice::Part::User) return *job.request.user;
  return party.part == Voice::Part::Judge ? job.request.judges[party.judge]
                                          : job.request.subjects[subject];
}

PartyEstimate estimate_of(const Contender& contender, Voice::Part part, const Said& brief,
                          const Said& at_length) {
  PartyEstimate estimate{.model = contender.id, .part = part, .calls = brief.calls};
  estimate.tokens_in = {brief.in / kBytesPerToken.low, at_length.in / kBytesPerToken.high};
  // What is written at length is as long as its limit, in tokens.
  estimate.tokens_out = {brief.out / kBytesPerToken.low, at_length.out / kBytesPerToken.low};
  if (const auto& price = contender.settings.price) {
    constexpr double kMillionth = 1e-6;
    const auto usd = [&](double in, double out) {
      return kMillionth * (in * price->input + out * price->output);
    };
    estimate.usd = LowHigh{usd(estimate.tokens_in.low, estimate.tokens_out.low),
                           usd(estimate.tokens_in.high, estimate.tokens_out.high)};
  }
  return estimate;
}

// Endpoints work side by side, each on as many calls as its lane is wide.
LowHigh seconds_of(const RunJob& job, const std::vector<PartyEstimate>& parties) {
  std::map<std::string, double, std::less<>> calls;
  for (const PartyEstimate& party : parties)
    calls[std::string(party.model.provider())] += static_cast<double>(party.calls);
  LowHigh seconds;
  for (const OpenEndpoint& open : job.endpoints) {
    const double rounds = calls[open.endpoint.name] / open.endpoint.lanes;
    seconds.low = std::max(seconds.low, rounds * kCall.low);
    seconds.high = std::max(seconds.high, rounds * kCall.high);
  }
  return seconds;
}

std::string tokens_text(const LowHigh& span) {
  const auto one = [](double tokens) {
    return tokens < 10'000 ? fmt::format("{:.0f}", tokens) : fmt::format("{:.0f}k", tokens / 1000);
  };
  return fmt::format("{} to {}", one(span.low), one(span.high));
}

std::string time_text(double seconds) {
  if (seconds < 120) return fmt::format("{:.0f} s", std::max(1.0, seconds));
  return seconds < 7200 ? fmt::format("{:.0f} min", seconds / 60)
                        : fmt::format("{:.1f} h", seconds / 3600);
}

}  // namespace

Result<RunEstimate> estimate(const RunJob& job) {
  auto stub = StubAnswers::make({});
  if (!stub) return std::move(stub).error();
  auto wire = find_wire("openai");
  if (!wire) return std::move(wire).error();
  const auto brief = talks_of_subjects(job, StubPlay(*stub, **wire, job, false));
  auto at_length = talks_of_subjects(job, StubPlay(*stub, **wire, job, true));
  std::map<std::pair<Party, SubjectId>, std::pair<Said, Said>> parties;
  for (std::size_t subject = 0; subject < brief.size(); ++subject) {
    for (const auto& [party, said] : brief[subject]) {
      auto& both = parties[{party, who(job, party, subject).id}];
      both.first.add(said);
      both.second.add(at_length[subject][party]);
    }
  }
  RunEstimate whole;
  for (const auto& [key, said] : parties) {
    const auto& [party, id] = key;
    const auto subject =
        std::ranges::find(job.request.subjects, id, &Contender::id) - job.request.subjects.begin();
    const Contender& contender = who(job, party, static_cast<std::size_t>(subject));
    const PartyEstimate& one =
        whole.parties.emplace_back(estimate_of(contender, party.part, said.first, said.second));
    whole.all_priced = whole.all_priced && one.usd;
    whole.usd.low += one.usd ? one.usd->low : 0;
    whole.usd.high += one.usd ? one.usd->high : 0;
  }
  whole.seconds = seconds_of(job, whole.parties);
  return whole;
}

std::string to_text(const RunEstimate& estimate) {
  constexpr std::array<std::string_view, 3> kParts = {"subject", "simulated user", "judge"};
  std::string text;
  for (const PartyEstimate& party : estimate.parties) {
    text += fmt::format("  {} {}: {} calls, {} tokens in, {} out",
                        kParts.at(static_cast<std::size_t>(party.part)), party.model.text,
                        party.calls, tokens_text(party.tokens_in), tokens_text(party.tokens_out));
    text += party.usd ? fmt::format(", {:.2g} to {:.2g} USD\n", party.usd->low, party.usd->high)
                      : ", price unknown\n";
  }
  const LowHigh& seconds = estimate.seconds;
  text += fmt::format("in all {:.2g} to {:.2g} USD{}, {} to {}\n", estimate.usd.low,
                      estimate.usd.high, estimate.all_priced ? "" : " where prices are known",
                      time_text(seconds.low), time_text(seconds.high));
  return text + fmt::format(
                    "the least: short replies, {:.0f} s a call; the most: replies of {:.0f} tokens "
                    "or their limit, {:.0f} s; without retries, marks for anchors, or what a "
                    "model thinks unseen\n",
                    kCall.low, kLongReply, kCall.high);
}

}  // namespace attune
